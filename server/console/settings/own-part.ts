/**
 * One part of a setting that is inherited part by part: its own to write in, or what the nearest unit
 * above has said, to look at.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { SettingKind, SettingValue } from '#shared/api/resources.ts';
import { icon } from '../design/icons.ts';
import { words } from '../locales/words.ts';
import type { SettingKeeper } from './keeper.ts';

export type OwnPart<Kind extends SettingKind, Part extends keyof SettingValue<Kind> & string> = {
  readonly part: Part;
  readonly title: string;
  readonly hint?: string;
  /** why somebody who may edit the rest may not edit this; null: they may */
  readonly kept?: string | null;
  /** what holds where nobody has said anything; null: nothing does */
  readonly house: SettingValue<Kind>[Part];
  /** what somebody begins with who sets it where nothing holds */
  readonly start?: NonNullable<SettingValue<Kind>[Part]>;
  readonly inWords: (value: SettingValue<Kind>[Part]) => string;
  readonly fields: (own: NonNullable<SettingValue<Kind>[Part]>) => TemplateResult;
};

export function ownPart<Kind extends SettingKind, Part extends keyof SettingValue<Kind> & string>(
  keeper: SettingKeeper<Kind>,
  how: OwnPart<Kind, Part>,
): TemplateResult {
  const said = words().settings;
  const { data } = keeper;
  const { part, title, hint, kept = null, house, inWords, fields } = how;
  const own = keeper.draft[part];
  const mayEdit = data.mayEdit && kept === null;
  const above = data.above.findLast(({ value }) => value[part] !== null);
  const held = above ? above.value[part] : house;
  const from = above ? said.from(above.unitName) : said.house;
  const set = (value: unknown) =>
    keeper.edit({ [part]: value } as unknown as Partial<SettingValue<Kind>>);
  return html`<section class="section part" aria-labelledby=${part}>
    <div>
      <h2 id=${part}>${title}</h2>
      ${hint ? html`<p class="hint">${hint}</p>` : nothing}
      ${data.mayEdit && kept !== null ? html`<p class="hint">${kept}</p>` : nothing}
    </div>
    ${
      own === null
        ? html`<p class="faint">${inWords(held)} <span class="small">(${from})</span></p>
            ${
              mayEdit
                ? html`<div>
                    <button type="button" @click=${() => set(held ?? how.start)}>
                      ${icon('edit')}${said.editHere}
                    </button>
                  </div>`
                : nothing
            }`
        : html`${fields(own as NonNullable<SettingValue<Kind>[Part]>)}
            ${
              mayEdit
                ? html`<div>
                    <button type="button" class="quiet" @click=${() => set(null)}>
                      ${icon('back')}${above ? said.asAboveOf(above.unitName) : said.asAbove}
                    </button>
                  </div>`
                : nothing
            }`
    }
  </section>`;
}
