/**
 * `<bt-downloads-page>`: at which hours the screens of a unit fetch what they are to show, how far apart
 * they begin, and how much at once. Each part is the unit's own or comes from above.
 */
import { css, html, type TemplateResult } from 'lit';
import { type DownloadRules, houseDownloads } from '#shared/domain/downloads.ts';
import type { Hours } from '#shared/domain/when.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { settingPage, settingStyles } from '../../settings/frame.ts';
import { SettingKeeper } from '../../settings/keeper.ts';
import { ownPart } from '../../settings/own-part.ts';
import { adder, wrongText } from '../../settings/rows.ts';
import { hoursFields, policyStyles } from '../policy/part.ts';
import { hoursOf } from '../schedules/summary.ts';
import type { DownloadsData } from './load.ts';

const empty: DownloadRules = { windows: null, jitterMinutes: null, atATime: null };
const night: Hours = { start: '22:00', end: '05:00' };
const MOST_WINDOWS = 6;

class DownloadsPage extends ConsoleElement {
  static override properties = { data: { attribute: false } };
  static override styles = [
    ...pageStyles,
    ...policyStyles,
    settingStyles,
    css`
      .parts {
        display: grid;
        gap: var(--space-7);
      }

      .part {
        max-inline-size: 40rem;
      }

      .figure {
        display: flex;
        gap: var(--space-2);
        align-items: center;
      }

      .figure input {
        inline-size: 6rem;
      }
    `,
  ];

  declare data: DownloadsData;
  private readonly keeper = new SettingKeeper<'downloads'>(this, { empty });

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('data')) this.keeper.load(this.data);
  }

  override render() {
    const { keeper } = this;
    const said = this.words.downloads;
    return settingPage(keeper, {
      lead: said.lead,
      parts: html`<div class="parts">
        ${ownPart(keeper, {
          part: 'windows',
          title: said.windows,
          hint: said.windowsHint,
          house: [...houseDownloads.windows],
          inWords: (windows) => this.windowsInWords(windows ?? []),
          fields: (windows) => this.windows(windows),
        })}
        ${ownPart(keeper, {
          part: 'jitterMinutes',
          title: said.jitter,
          hint: said.jitterHint,
          house: houseDownloads.jitterMinutes,
          inWords: (minutes) => said.jitterOf(minutes ?? 0),
          fields: (minutes) =>
            this.figure('jitterMinutes', said.jitter, minutes, {
              min: 0,
              max: 240,
              unit: said.minutes,
            }),
        })}
        ${ownPart(keeper, {
          part: 'atATime',
          title: said.atATime,
          hint: said.atATimeHint,
          house: houseDownloads.atATime,
          inWords: (pieces) => said.atATimeOf(pieces ?? houseDownloads.atATime),
          fields: (pieces) =>
            this.figure('atATime', said.atATime, pieces, { min: 1, max: 6, unit: said.pieces }),
        })}
      </div>`,
    });
  }

  private windowsInWords(windows: readonly Hours[]): string {
    const said = this.words.downloads;
    return windows.length === 0 ? said.always : said.within(hoursOf(this.words, [...windows]));
  }

  private windows(windows: readonly Hours[]): TemplateResult {
    const said = this.words.downloads;
    const set = (next: Hours[]) => this.keeper.edit({ windows: next });
    return html`<fieldset ?disabled=${this.keeper.locked}>
      <p class="small soft">${this.windowsInWords(windows)}</p>
      ${windows.map(
        (hours, at) => html`${hoursFields(
          hours,
          said.nth(at + 1),
          (changed) => set(windows.with(at, changed)),
          () => set(windows.toSpliced(at, 1)),
        )}
        ${wrongText(this.wrongAt(`windows.${at}`))}`,
      )}
      ${
        windows.length < MOST_WINDOWS
          ? html`<div>${adder(said.addWindow, () => set([...windows, night]))}</div>`
          : ''
      }
    </fieldset>`;
  }

  private figure(
    part: 'jitterMinutes' | 'atATime',
    label: string,
    value: number,
    { min, max, unit }: { readonly min: number; readonly max: number; readonly unit: string },
  ): TemplateResult {
    return html`<fieldset ?disabled=${this.keeper.locked}>
      <div class="figure">
        <input
          type="number"
          inputmode="numeric"
          aria-label=${`${label} (${unit})`}
          min=${min}
          max=${max}
          step="1"
          .value=${String(value)}
          @change=${(event: Event) => {
            const typed = (event.target as HTMLInputElement).valueAsNumber;
            const next = Number.isNaN(typed) ? min : Math.round(typed);
            this.keeper.edit({ [part]: Math.min(max, Math.max(min, next)) });
            this.requestUpdate();
          }}
        />
        <span>${unit}</span>
      </div>
      ${wrongText(this.wrongAt(part))}
    </fieldset>`;
  }

  private wrongAt(path: string): string | undefined {
    return Object.entries(this.keeper.wrong).find(([place]) => place.startsWith(path))?.[1];
  }
}

define('bt-downloads-page', DownloadsPage);
