/**
 * Fields for a day and a time of day, which together are an instant on the clock of a zone. They stand
 * in a form of class `instant`, in their host's own shadow root, so that Enter sends it.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { instantOf } from '../day.ts';
import { isoDate, timeWithSeconds } from '../locales/formats.ts';
import { words } from '../locales/words.ts';

export const instantStyles = css`
  .instant {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    align-items: end;
  }

  .instant input[type='date'],
  .instant input[type='time'] {
    inline-size: 10.5rem;
  }
`;

export function instantFields(about: {
  readonly zone: string;
  /** ms of the Unix epoch */
  readonly at: number;
  /** only the day of `at` is meant: the time is left empty */
  readonly dayOnly?: boolean;
  readonly required?: boolean;
  readonly change?: (event: Event) => void;
  /** somebody is about to write a time */
  readonly focusTime?: () => void;
}): TemplateResult {
  const { zone, at, dayOnly = false, required = false } = about;
  const said = words().week;
  const change = about.change ?? nothing;
  return html`<div class="field">
      <label for="date">${said.date}</label>
      <input
        id="date"
        name="date"
        type="date"
        ?required=${required}
        min="2000-01-01"
        max="2199-12-31"
        .value=${isoDate(zone, at)}
        @change=${change}
      />
    </div>
    <div class="field">
      <label for="time">${said.time}</label>
      <input
        id="time"
        name="time"
        type="time"
        step="1"
        ?required=${required}
        .value=${dayOnly ? '' : timeWithSeconds('en', zone, at)}
        @focus=${about.focusTime ?? nothing}
        @change=${change}
      />
    </div>`;
}

/** What the fields of a form say; null while one of them is empty. */
export function instantIn(form: HTMLFormElement, zone: string): number | null {
  const said = new FormData(form);
  const date = said.get('date') as string;
  const time = said.get('time') as string;
  return date === '' || time === '' ? null : instantOf(zone, date, time);
}
