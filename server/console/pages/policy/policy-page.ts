/**
 * `<bt-policy-page>`: how office and school share the screens of a unit, when it is quiet, how loud it is
 * and when screens and speakers are off. Each part is the unit's own or comes from above.
 */
import { css, html } from 'lit';
import { type AirPolicy, houseRules, type OnHours } from '#shared/domain/air-policy.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { settingPage, settingStyles } from '../../settings/frame.ts';
import { SettingKeeper } from '../../settings/keeper.ts';
import { ownPart } from '../../settings/own-part.ts';
import { wrongText } from '../../settings/rows.ts';
import { airtimeInWords, onHoursInWords, soundInWords } from './in-words.ts';
import type { PolicyData } from './load.ts';
import './on-hours.ts';
import type { OnHoursChanged } from './on-hours.ts';
import { percentField, policyStyles } from './part.ts';
import './sound-rules.ts';
import type { SoundChanged } from './sound-rules.ts';

const empty: AirPolicy = { airtime: null, sound: null, screens: null, speakers: null };
const houseSound: NonNullable<AirPolicy['sound']> = {
  ...houseRules.sound,
  quiet: [...houseRules.sound.quiet],
  volumes: [],
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
        ${ownPart(keeper, {
          part: 'airtime',
          title: said.airtime,
          hint: said.airtimeHint,
          kept: this.data.maySetShares ? null : said.sharesFromAbove,
          house: houseRules.airtime,
          start: usualShares,
          inWords: (shares) => airtimeInWords(this.words, shares),
          fields: (own) => this.airtime(own),
        })}
        ${ownPart(keeper, {
          part: 'sound',
          title: said.sound,
          house: houseSound,
          inWords: (rules) => soundInWords(this.words, rules ?? houseSound),
          fields: (rules) => html`<bt-sound-rules
            .rules=${rules}
            .wrong=${keeper.wrong}
            ?disabled=${keeper.locked}
            @change=${(event: SoundChanged) => keeper.edit({ sound: event.detail })}
          ></bt-sound-rules>`,
        })}
        ${(['screens', 'speakers'] as const).map((part) =>
          ownPart(keeper, {
            part,
            title: said[part],
            hint: said[`${part}Hint`],
            house: [],
            inWords: (rows) => onHoursInWords(this.words, rows ?? []),
            fields: (rows) => this.onHours(part, rows),
          }),
        )}
      </div>`,
    });
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
      @change=${(event: OnHoursChanged) => this.keeper.edit({ [path]: event.detail })}
    ></bt-on-hours>`;
  }
}

define('bt-policy-page', PolicyPage);
