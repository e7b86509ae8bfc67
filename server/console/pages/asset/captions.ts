/** `<bt-captions .asset>`: the captions of a video: to bring, to look at, to take off. Fires `captioned`. */
import { css, html, nothing } from 'lit';
import type { Asset } from '#shared/api/resources.ts';
import { type Answer, call, send } from '../../data/api.ts';
import { mediaUrl } from '../../data/media.ts';
import { toast } from '../../data/messages.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';

export type Captioned = CustomEvent<Asset>;

/** The media hash of its captions; null: it has none. */
export function captionsOf({ renditions }: Pick<Asset, 'renditions'>): string | null {
  return renditions.find(({ kind }) => kind === 'captions')?.sha256 ?? null;
}

class CaptionsPart extends ConsoleElement {
  static override properties = {
    asset: { attribute: false },
    mayEdit: { type: Boolean, attribute: 'may-edit' },
    busy: { state: true },
    refused: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      input[type='file'] {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        opacity: 0;
      }

      label.button:has(input:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
    `,
  ];

  declare asset: Asset;
  declare mayEdit: boolean;
  declare private busy: boolean;
  /** why the last file was not taken */
  declare private refused: string | null;

  constructor() {
    super();
    this.mayEdit = false;
    this.busy = false;
    this.refused = null;
  }

  private get path(): string {
    return `/api/assets/${this.asset.id}/captions`;
  }

  private async bring(input: HTMLInputElement): Promise<void> {
    const [file] = input.files ?? [];
    // the same file may be chosen again after it was mended
    input.value = '';
    if (!file || this.busy) return;
    const said = this.words.library;
    const before = this.asset.decision;
    const answer = await this.during(send<Asset>('PUT', this.path, file, 'text/vtt'));
    if (!answer.ok) return;
    const waits = answer.value.decision === 'waiting' && before !== 'waiting';
    toast({ text: waits ? said.captionsWaits : said.captionsKept });
  }

  private async takeOff(): Promise<void> {
    const answer = await this.during(call<Asset>('DELETE', this.path));
    if (answer.ok) toast({ text: this.words.library.captionsGone });
  }

  private async during(asking: Promise<Answer<Asset>>): Promise<Answer<Asset>> {
    this.busy = true;
    const answer = await asking;
    this.busy = false;
    this.refused = answer.ok ? null : answer.title;
    if (answer.ok) this.dispatchEvent(new CustomEvent('captioned', { detail: answer.value }));
    return answer;
  }

  override render() {
    const said = this.words.library;
    const captions = captionsOf(this.asset);
    return html`<section class="section" aria-labelledby="captions">
      <h2 id="captions">${said.captions}</h2>
      <p class="soft">
        ${captions === null ? said.captionsNone : said.captionsThere}
        ${captions === null ? nothing : html`<a href=${mediaUrl(captions)}>${said.captionsLook}</a>`}
      </p>
      <div role="alert">
        ${this.refused === null ? nothing : html`<p class="error">${icon('alert')}<span>${this.refused}</span></p>`}
      </div>
      ${this.mayEdit ? this.changes(captions) : nothing}
    </section>`;
  }

  private changes(captions: string | null) {
    const said = this.words.library;
    return html`<div class="actions">
        <label class="button">
          ${icon('captions')}${captions === null ? said.captionsAdd : said.captionsChange}
          <input
            type="file"
            accept=".vtt,.srt,text/vtt,application/x-subrip"
            ?disabled=${this.busy}
            @change=${(event: Event) => void this.bring(event.target as HTMLInputElement)}
          />
        </label>
        ${
          captions === null
            ? nothing
            : html`<button type="button" class="quiet" ?disabled=${this.busy} @click=${this.takeOff}>
                ${icon('remove')}${said.captionsRemove}
              </button>`
        }
      </div>
      <p class="hint">${said.captionsHint}</p>`;
  }
}

define('bt-captions', CaptionsPart);
