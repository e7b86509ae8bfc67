/** `<bt-sound-rules .rules .wrong>`: when it is quiet, and how loud it is otherwise. Fires `change`. */
import { css, html, nothing } from 'lit';
import type { SoundRules, Stretch } from '#shared/domain/air-policy.ts';
import { knownPeriods } from '#shared/domain/periods.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { capital } from '../../locales/formats.ts';
import { periodName } from '../../period-name.ts';
import { adder, remover, wrongText } from '../../settings/rows.ts';
import type { Wrong } from '../../settings/wrong.ts';
import { hoursFields, percentField, policyStyles } from './part.ts';

export type SoundChanged = CustomEvent<SoundRules>;

const periodIn = (stretch: Stretch) => ('period' in stretch ? stretch.period : null);

class SoundRulesFields extends ConsoleElement {
  static override properties = {
    rules: { attribute: false },
    wrong: { attribute: false },
    disabled: { type: Boolean },
  };
  static override styles = [
    ...policyStyles,
    css`
      .volume {
        display: grid;
        grid-template-columns: 12rem minmax(0, 1fr) auto;
        gap: var(--space-3);
        align-items: center;
      }

      @media (max-width: 40rem) {
        .volume {
          grid-template-columns: minmax(0, 1fr) auto;
        }

        .volume .slider {
          grid-column: 1 / -1;
          grid-row: 2;
        }
      }
    `,
  ];

  declare rules: SoundRules;
  declare wrong: Wrong;
  declare disabled: boolean;

  constructor() {
    super();
    this.wrong = {};
    this.disabled = false;
  }

  private change(change: Partial<SoundRules>): void {
    this.dispatchEvent(new CustomEvent('change', { detail: { ...this.rules, ...change } }));
  }

  override render() {
    const said = this.words.policy;
    return html`<fieldset ?disabled=${this.disabled}>
      ${this.quiet()}
      <div class="field">
        <span class="legend">${said.volume}</span>
        ${percentField(said.volume, this.rules.volume, 5, (volume) => this.change({ volume }))}
      </div>
      ${this.volumes()}
    </fieldset>`;
  }

  private quiet() {
    const said = this.words.policy;
    const { quiet } = this.rules;
    const named = quiet.map(periodIn);
    const periods = [...new Set([...knownPeriods, ...named.filter((each) => each !== null)])];
    const flip = (period: string) =>
      this.change({
        quiet: named.includes(period)
          ? quiet.filter((each) => periodIn(each) !== period)
          : [...quiet, { period }],
      });
    return html`<div class="field" role="group" aria-labelledby="quiet">
      <span class="legend" id="quiet">${said.quiet}</span>
      <div class="choices">
        ${periods.map(
          (period) => html`<label class="choice">
            <input
              type="checkbox"
              .checked=${named.includes(period)}
              @change=${() => flip(period)}
            />
            ${capital(periodName(this.words, period))}
          </label>`,
        )}
      </div>
      <p class="hint">${said.quietHint}</p>
      ${quiet.map((stretch, at) =>
        'hours' in stretch
          ? html`${hoursFields(
              stretch.hours,
              said.quietHours,
              (hours) => this.change({ quiet: quiet.with(at, { hours }) }),
              () => this.change({ quiet: quiet.toSpliced(at, 1) }),
            )}
            ${this.told(`sound.quiet.${at}`)}`
          : nothing,
      )}
      <div>
        ${adder(said.addQuiet, () =>
          this.change({ quiet: [...quiet, { hours: { start: '12:00', end: '13:00' } }] }),
        )}
      </div>
    </div>`;
  }

  private volumes() {
    const said = this.words.policy;
    const { volumes } = this.rules;
    const set = (at: number, change: Partial<SoundRules['volumes'][number]>) =>
      this.change({ volumes: volumes.with(at, { ...volumes[at]!, ...change }) });
    return html`<div class="field" role="group" aria-labelledby="volumes">
      <span class="legend" id="volumes">${said.volumes}</span>
      ${volumes.map(({ at: stretch, volume }, at) => {
        const period = periodIn(stretch);
        const name = period === null ? '' : periodName(this.words, period);
        return html`<div class="volume">
            ${
              'hours' in stretch
                ? hoursFields(
                    stretch.hours,
                    said.volumes,
                    (hours) => set(at, { at: { hours } }),
                    null,
                  )
                : html`<select
                    aria-label=${said.at}
                    @change=${(event: Event) =>
                      set(at, {
                        at: {
                          period: knownPeriods[(event.target as HTMLSelectElement).selectedIndex]!,
                        },
                      })}
                  >
                    ${knownPeriods.map(
                      (each) => html`<option ?selected=${each === period}>
                        ${capital(periodName(this.words, each))}
                      </option>`,
                    )}
                  </select>`
            }
            ${percentField(said.volumeAt(name), volume, 5, (value) => set(at, { volume: value }))}
            ${remover(said.removeRange(name), () =>
              this.change({ volumes: volumes.toSpliced(at, 1) }),
            )}
          </div>
          ${this.told(`sound.volumes.${at}`)}`;
      })}
      <p class="hint">${said.volumesHint}</p>
      <div>
        ${adder(said.addVolume, () =>
          this.change({ volumes: [...volumes, { at: { period: 'recess' }, volume: 80 }] }),
        )}
      </div>
    </div>`;
  }

  private told(path: string) {
    const found = Object.entries(this.wrong).find(([place]) => place.startsWith(path));
    return wrongText(found?.[1]);
  }
}

define('bt-sound-rules', SoundRulesFields);
