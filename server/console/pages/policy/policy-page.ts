/**
 * `<bt-policy-page>`: how office and school share the screens of a unit, when it is quiet, how loud it is
 * and when screens and speakers are off. Each part is the unit's own or comes from above.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { type AirPolicy, houseRules, type OnHours } from '#shared/domain/air-policy.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { settingPage, settingStyles } from '../../settings/frame.ts';
import { SettingKeeper } from '../../settings/keeper.ts';
import { wrongText } from '../../settings/rows.ts';
import { airtimeInWords, onHoursInWords, soundInWords } from './in-words.ts';
import type { PolicyData } from './load.ts';
import './on-hours.ts';
import type { OnHoursChanged } from './on-hours.ts';
import { percentField, policyStyles } from './part.ts';
import './sound-rules.ts';
import type { SoundChanged } from './sound-rules.ts';

const empty: AirPolicy = { airtime: null, sound: null, screens: null, speakers: null };
const house: AirPolicy = {
  ...houseRules,
  sound: { ...houseRules.sound, quiet: [...houseRules.sound.quiet], volumes: [] },
  screens: [],
  speakers: [],
};
const usualShares = { office: 60, school: 40 };

class PolicyPage extends ConsoleElement {
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
        max-inline-size: 56rem;
      }

      .shares {
        display: flex;
        block-size: 2.75rem;
        border-radius: var(--radius-s);
        overflow: hidden;
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
      }

      .shares span {
        display: grid;
        place-items: center;
        overflow: hidden;
        white-space: nowrap;
      }

      .shares .office {
        background: var(--accent);
        color: var(--accent-ink);
      }

      .shares .school {
        background: var(--accent-soft);
        color: var(--ink);
      }
    `,
  ];

  declare data: PolicyData;
  private readonly keeper = new SettingKeeper<'policy'>(this, { empty });

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('data')) this.keeper.load(this.data);
  }

  override render() {
    const { keeper } = this;
    const said = this.words.policy;
    return settingPage(keeper, {
      lead: said.lead,
      parts: html`<div class="parts">
        ${this.section('airtime', said.airtime, said.airtimeHint, airtimeInWords, (own) =>
          this.airtime(own),
        )}
        ${this.section(
          'sound',
          said.sound,
          '',
          soundInWords,
          (rules) => html`<bt-sound-rules
            .rules=${rules}
            .wrong=${keeper.wrong}
            ?disabled=${keeper.locked}
            @change=${(event: SoundChanged) => keeper.edit({ sound: event.detail })}
          ></bt-sound-rules>`,
        )}
        ${this.section('screens', said.screens, said.screensHint, onHoursInWords, (rows) =>
          this.onHours('screens', rows),
        )}
        ${this.section('speakers', said.speakers, said.speakersHint, onHoursInWords, (rows) =>
          this.onHours('speakers', rows),
        )}
      </div>`,
    });
  }

  /** One part: its own to write in, or what the nearest unit above has said, to look at. */
  private section<Part extends keyof AirPolicy>(
    part: Part,
    title: string,
    hint: string,
    inWords: (words: typeof this.words, value: NonNullable<AirPolicy[Part]>) => string,
    fields: (own: NonNullable<AirPolicy[Part]>) => TemplateResult,
  ): TemplateResult {
    const { keeper, data } = this;
    const said = this.words.settings;
    const own = keeper.draft[part];
    const mayEdit = data.mayEdit && (part !== 'airtime' || data.maySetShares);
    const above = data.above.findLast(({ value }) => value[part] !== null);
    const held = above ? above.value[part] : house[part];
    const from = above ? said.from(above.unitName) : said.house;
    const start = (held ?? usualShares) as NonNullable<AirPolicy[Part]>;
    return html`<section class="section part" aria-labelledby=${part}>
      <div>
        <h2 id=${part}>${title}</h2>
        ${hint ? html`<p class="hint">${hint}</p>` : nothing}
        ${data.mayEdit && !mayEdit ? html`<p class="hint">${this.words.policy.sharesFromAbove}</p>` : nothing}
      </div>
      ${
        own === null
          ? html`<p class="faint">
                ${
                  held === null
                    ? this.words.policy.airtimeFree
                    : inWords(this.words, held as NonNullable<AirPolicy[Part]>)
                }
                <span class="small">(${from})</span>
              </p>
              ${
                mayEdit
                  ? html`<div>
                      <button type="button" @click=${() => this.set(part, start)}>
                        ${icon('edit')}${said.editHere}
                      </button>
                    </div>`
                  : nothing
              }`
          : html`${fields(own as NonNullable<AirPolicy[Part]>)}
              ${
                mayEdit
                  ? html`<div>
                      <button type="button" class="quiet" @click=${() => this.set(part, null)}>
                        ${icon('back')}${above ? said.asAboveOf(above.unitName) : said.asAbove}
                      </button>
                    </div>`
                  : nothing
              }`
      }
    </section>`;
  }

  private set<Part extends keyof AirPolicy>(part: Part, value: AirPolicy[Part]): void {
    this.keeper.edit({ [part]: value });
  }

  private airtime({ office, school }: NonNullable<AirPolicy['airtime']>) {
    const said = this.words.policy;
    const minutes = (share: number) => said.minutes(Math.round((share * 60) / 100));
    const set = (value: number) =>
      this.keeper.edit({ airtime: { office: value, school: 100 - value } });
    return html`<fieldset ?disabled=${this.keeper.locked || !this.data.maySetShares}>
      <div class="shares" role="img" aria-label=${said.share(office, school)}>
        <span class="office" style="inline-size:${office}%">${said.office} ${office} %</span>
        <span class="school" style="inline-size:${school}%">${said.school} ${school} %</span>
      </div>
      ${percentField(said.office, office, 5, set)}
      <p class="small soft">
        ${said.office}: ${minutes(office)} · ${said.school}: ${minutes(school)}
      </p>
      ${wrongText(this.keeper.wrong['airtime.school'] ?? this.keeper.wrong.airtime)}
    </fieldset>`;
  }

  private onHours(path: 'screens' | 'speakers', rows: OnHours) {
    return html`<bt-on-hours
      .rows=${rows}
      .path=${path}
      .wrong=${this.keeper.wrong}
      ?disabled=${this.keeper.locked}
      @change=${(event: OnHoursChanged) => this.set(path, event.detail)}
    ></bt-on-hours>`;
  }
}

define('bt-policy-page', PolicyPage);
