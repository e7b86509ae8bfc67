/** Seven boxes, Monday first: the weekdays that somebody ticks. */
import { css, html, type TemplateResult } from 'lit';
import type { Words } from '../../locales/words.ts';
import { toggled } from './section.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export const weekdayStyles = css`
  .days {
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    gap: var(--space-1);
    max-inline-size: 30rem;
  }

  .days .choice {
    justify-content: center;
    padding-inline: 0;
    font-size: var(--text-s);
  }

  .days .choice:has(:checked) {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--accent-ink);
    font-weight: 600;
  }
`;

export function weekdayBoxes(
  words: Words,
  chosen: readonly number[],
  choose: (days: number[]) => void,
): TemplateResult {
  const said = words.schedules;
  return html`<div class="days">
    ${DAYS.map(
      (day) => html`<label class="choice">
        <input
          class="over"
          type="checkbox"
          aria-label=${said.day(day)}
          .checked=${chosen.includes(day)}
          @change=${() => choose(toggled(chosen, day).toSorted())}
        />
        ${said.dayShort(day)}
      </label>`,
    )}
  </div>`;
}
