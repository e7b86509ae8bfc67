/**
 * `<bt-installation>`: what a screen needs to know about the place where it hangs: what it is, from how
 * far it is read, when it shows captions, how much softer it sounds. Fires `installed` with the screen.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Screen } from '#shared/api/resources.ts';
import { CaptionsShown, usualViewing, type Viewing } from '#shared/protocol/messages.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { toast } from '../../data/messages.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { field, problem } from '../../design/parts.ts';
import { number } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { kindField } from '../../screen-parts.ts';
import { viewingPicture } from './viewing-picture.ts';

export type Installed = CustomEvent<Screen>;

type Installation = Pick<Screen, 'kind' | 'viewing' | 'captions' | 'trimDb'>;

/** What fields hold while somebody types; text that is no number yet is kept as it is. */
type Typed = Omit<Installation, 'viewing'> & { readonly distance: string; readonly height: string };

class InstallationForm extends ConsoleElement {
  static override properties = {
    screen: { attribute: false },
    mayManage: { type: Boolean },
    typed: { state: true },
    failed: { state: true },
    busy: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      fieldset {
        display: grid;
        gap: var(--space-4);
      }

      .measures {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        gap: var(--space-3);
        align-items: end;
      }

      .slider {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: var(--space-3);
        align-items: center;
      }

      .slider input {
        min-block-size: var(--control);
      }

      svg.viewing {
        inline-size: 100%;
        max-block-size: 9rem;
        border-radius: var(--radius-s);
        background: var(--surface-sunken, var(--accent-soft));
      }

      .sight {
        fill: var(--accent);
        opacity: 0.14;
      }

      .floor {
        stroke: var(--line-strong);
      }

      .panel {
        stroke: var(--accent);
        stroke-linecap: round;
      }

      .reader {
        fill: var(--ink-soft);
      }
    `,
  ];

  declare screen: Screen;
  declare mayManage: boolean;
  /** null: as the screen has it */
  declare private typed: Typed | null;
  declare private failed: FailedCall | null;
  declare private busy: boolean;

  constructor() {
    super();
    this.mayManage = false;
    this.typed = null;
    this.failed = null;
    this.busy = false;
  }

  private get shown(): Typed {
    const { kind, viewing, captions, trimDb } = this.screen;
    return (
      this.typed ?? {
        ...{ kind, captions, trimDb },
        distance: viewing === null ? '' : String(viewing.distanceM),
        height: viewing === null ? '' : String(viewing.heightM),
      }
    );
  }

  private edit(change: Partial<Typed>): void {
    this.typed = { ...this.shown, ...change };
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    const { kind, captions, trimDb, distance, height } = this.shown;
    const viewing = measured(distance, height);
    this.busy = true;
    const answer = await call<Screen>('PATCH', `/api/screens/${this.screen.id}`, {
      ...{ kind, captions, trimDb, viewing },
    });
    this.busy = false;
    this.failed = answer.ok ? null : answer;
    if (!answer.ok) return;
    this.typed = null;
    this.dispatchEvent(new CustomEvent('installed', { detail: answer.value }));
    toast({ text: this.words.screens.installed });
  }

  override render() {
    const { screens: words, common } = this.words;
    const { kind } = this.shown;
    return html`<section class="section" aria-labelledby="installation">
      <div>
        <h2 id="installation">${words.installation}</h2>
        <p class="hint">${words.installationHint}</p>
      </div>
      <form @submit=${this.save}>
        <fieldset ?disabled=${!this.mayManage || this.busy}>
          ${problem(this.failed)} ${kindField(this.shown.kind, (kind) => this.edit({ kind }))}
          ${kind === 'screen' ? html`${this.viewing()} ${this.captions()}` : nothing} ${this.trim()}
          ${
            this.mayManage
              ? html`<div>
                  <button class="primary" ?disabled=${this.typed === null}>${common.save}</button>
                </div>`
              : nothing
          }
        </fieldset>
      </form>
    </section>`;
  }

  private viewing(): TemplateResult {
    const words = this.words.screens;
    const { distance, height } = this.shown;
    const measures = measured(distance, height);
    const drawn = measures ?? usualViewing;
    const figures = [
      number(locale(), drawn.distanceM, 1),
      number(locale(), drawn.heightM, 2),
    ] as const;
    return html`<div class="field" role="group" aria-labelledby="viewing">
      <span class="legend" id="viewing">${words.viewing}</span>
      ${viewingPicture(drawn, words.viewingPicture(...figures))}
      <p class="small soft">${measures ? words.viewingOf(...figures) : words.viewingUnset}</p>
      <div class="measures">
        ${this.measure('distance', words.distance, distance, usualViewing.distanceM, [1, 60, 0.5])}
        ${this.measure('height', words.height, height, usualViewing.heightM, [0.1, 20, 0.01])}
      </div>
      <p class="hint">${words.heightHint}</p>
      ${
        this.mayManage && (distance !== '' || height !== '')
          ? html`<div>
              <button
                type="button"
                class="quiet"
                @click=${() => this.edit({ distance: '', height: '' })}
              >
                ${icon('back')}${words.viewingForget}
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  private measure(
    name: 'distance' | 'height',
    label: string,
    value: string,
    usual: number,
    [min, max, step]: readonly [number, number, number],
  ): TemplateResult {
    const other = name === 'distance' ? this.shown.height : this.shown.distance;
    const part = name === 'distance' ? 'viewing.distanceM' : 'viewing.heightM';
    return field(
      { id: name, label, error: this.failed?.fields[part] },
      ({ id, describedBy, invalid }) => html`<input
        id=${id}
        type="number"
        inputmode="decimal"
        min=${min}
        max=${max}
        step=${step}
        ?required=${other !== ''}
        placeholder=${number(locale(), usual, 2)}
        aria-describedby=${describedBy}
        aria-invalid=${invalid}
        .value=${value}
        @input=${(event: Event) => this.edit({ [name]: (event.target as HTMLInputElement).value })}
      />`,
    );
  }

  private captions(): TemplateResult {
    const words = this.words.screens;
    return html`<div class="field" role="radiogroup" aria-labelledby="captions">
      <span class="legend" id="captions">${words.captionsLabel}</span>
      <div class="choices">
        ${CaptionsShown.options.map(
          (each) => html`<label class="choice">
            <input
              type="radio"
              name="captions"
              .checked=${each === this.shown.captions}
              @change=${() => this.edit({ captions: each })}
            />
            ${words.captionsOf[each]}
          </label>`,
        )}
      </div>
    </div>`;
  }

  private trim(): TemplateResult {
    const words = this.words.screens;
    const { trimDb } = this.shown;
    return html`<div class="field">
      <label for="trim">${words.trim}</label>
      <div class="slider">
        <input
          id="trim"
          type="range"
          min="0"
          max="24"
          step="1"
          aria-describedby="trim-hint"
          aria-valuetext=${words.trimOf(trimDb)}
          .value=${String(-trimDb)}
          @input=${(event: Event) =>
            this.edit({ trimDb: 0 - (event.target as HTMLInputElement).valueAsNumber })}
        />
        <output for="trim">${words.trimOf(trimDb)}</output>
      </div>
      <p class="hint" id="trim-hint">${words.trimHint}</p>
    </div>`;
  }
}

/** Both, or it was not measured. */
function measured(distance: string, height: string): Viewing | null {
  const [distanceM, heightM] = [Number(distance), Number(height)];
  return distance !== '' && height !== '' && distanceM > 0 && heightM > 0
    ? { distanceM, heightM }
    : null;
}

define('bt-installation', InstallationForm);
