/** `<bt-web-page>`: the sites whose pages screens may show. Written at the top alone, to be read below. */
import { css, html, nothing } from 'lit';
import type { WebRules } from '#shared/domain/web.ts';
import { originOf } from '#shared/domain/web.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { settingPage, settingStyles } from '../../settings/frame.ts';
import { SettingKeeper } from '../../settings/keeper.ts';
import { adder, remover, wrongText } from '../../settings/rows.ts';
import type { WebData } from './load.ts';

const MOST = 50;

/** Addresses are written down as people copy them; what counts of one is its origin. */
function tidy({ origins }: WebRules): WebRules {
  const named = origins.map((text) => originOf(text.trim()) ?? text.trim());
  return { origins: [...new Set(named.filter((text) => text !== ''))] };
}

class WebPage extends ConsoleElement {
  static override properties = { data: { attribute: false } };
  static override styles = [
    ...pageStyles,
    settingStyles,
    css`
      .part {
        max-inline-size: 44rem;
      }

      fieldset {
        display: grid;
        gap: var(--space-3);
      }

      .site {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-2);
        align-items: center;
      }
    `,
  ];

  declare data: WebData;
  private readonly keeper = new SettingKeeper<'web'>(this, { empty: { origins: [] }, tidy });

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('data')) this.keeper.load(this.data);
  }

  override render() {
    const said = this.words.web;
    const { isRoot, allower } = this.data;
    return settingPage(this.keeper, {
      lead: said.lead,
      parts: html`<section class="section part" aria-labelledby="sites">
        <div>
          <h2 id="sites">${said.sites}</h2>
          <p class="hint">${isRoot ? said.hint : said.onlyAbove(allower)}</p>
        </div>
        ${this.data.mayEdit ? this.fields() : this.list()}
      </section>`,
    });
  }

  /** To look at: its own at the top, else what the top has said. */
  private list() {
    const { isRoot, above } = this.data;
    const origins = isRoot ? this.keeper.draft.origins : (above[0]?.value.origins ?? []);
    return origins.length === 0
      ? html`<p class="faint">${this.words.web.none}</p>`
      : html`<ul class="rows">
          ${origins.map((origin) => html`<li>${icon('web')} ${origin}</li>`)}
        </ul>`;
  }

  private fields() {
    const said = this.words.web;
    const { origins } = this.keeper.draft;
    const set = (next: string[]) => this.keeper.edit({ origins: next });
    return html`<fieldset ?disabled=${this.keeper.locked}>
      ${origins.length === 0 ? html`<p class="small soft">${said.none}</p>` : nothing}
      ${origins.map(
        (origin, at) => html`<div class="site">
            <input
              type="url"
              inputmode="url"
              autocomplete="off"
              maxlength="200"
              placeholder="https://"
              aria-label=${said.site(at + 1)}
              aria-invalid=${this.keeper.wrong[`origins.${at}`] ? 'true' : nothing}
              .value=${origin}
              @change=${(event: Event) =>
                set(origins.with(at, (event.target as HTMLInputElement).value))}
            />
            ${remover(said.remove(origin), () => set(origins.toSpliced(at, 1)))}
          </div>
          ${wrongText(this.keeper.wrong[`origins.${at}`])}`,
      )}
      ${origins.length < MOST ? html`<div>${adder(said.add, () => set([...origins, '']))}</div>` : nothing}
    </fieldset>`;
  }
}

define('bt-web-page', WebPage);
