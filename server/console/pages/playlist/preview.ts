/**
 * `<bt-preview>`: plays a draft through, landscape or portrait, by `frameAt` over a manifest made of
 * it. Fires `reached` with the id of each entry whose turn it becomes.
 */
import { css, html } from 'lit';
import { frameAt } from '#shared/frame/frame-at.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import '../../design/frame.ts';
import { icon } from '../../design/icons.ts';
import { duration } from '../../locales/formats.ts';
import { type DraftProgramme, entryAt } from './programme.ts';

export type Reached = CustomEvent<string>;

export class Preview extends ConsoleElement {
  static override properties = {
    programme: { attribute: false },
    zone: { type: String },
    playing: { state: true },
    position: { state: true },
    portrait: { state: true },
    sound: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .box {
        display: grid;
        place-items: center;
        border-radius: var(--radius);
        background: #0c1413;
        overflow: hidden;
      }

      bt-frame {
        inline-size: 100%;
      }

      .box.portrait bt-frame {
        inline-size: auto;
        block-size: min(26rem, 60dvh);
        aspect-ratio: 9 / 16;
      }

      .nothing {
        aspect-ratio: 16 / 9;
        display: grid;
        place-content: center;
        padding: var(--space-5);
        color: #b4c0bc;
        text-align: center;
      }

      .transport {
        display: flex;
        align-items: center;
        margin-block-start: var(--space-1);
      }

      .transport input {
        flex: 1;
        min-inline-size: 4rem;
        margin-inline: var(--space-2);
      }
    `,
  ];

  declare programme: DraftProgramme;
  declare zone: string;
  declare private playing: boolean;
  /** ms from the beginning of the playlist */
  declare private position: number;
  declare private portrait: boolean;
  declare private sound: boolean;
  /** where it was, and the browser's clock, when it last began to run */
  private begun = { position: 0, at: 0 };
  private ticking = 0;
  private current: string | null = null;

  constructor() {
    super();
    this.playing = false;
    this.position = 0;
    this.portrait = false;
    this.sound = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.ticking);
  }

  /** Stands still at the beginning of an entry; one that has no picture leaves it where it is. */
  show(id: string): void {
    const placed = this.programme.placed.find(({ entry }) => entry.id === id);
    if (this.playing || !placed?.item || placed.track !== 'main') return;
    this.current = id;
    this.position = placed.start;
  }

  private play(): void {
    this.playing = true;
    this.seek(this.position);
    this.tick();
  }

  private pause(): void {
    this.playing = false;
    cancelAnimationFrame(this.ticking);
  }

  private seek(position: number): void {
    this.position = position;
    this.begun = { position, at: performance.now() };
    this.tell();
  }

  private readonly tick = (): void => {
    const { length } = this.programme;
    if (length === 0) {
      this.pause();
      return;
    }
    this.ticking = requestAnimationFrame(this.tick);
    this.position = (this.begun.position + performance.now() - this.begun.at) % length;
    this.tell();
  };

  private tell(): void {
    const id = entryAt(this.programme, this.position);
    if (id === null || id === this.current) return;
    this.current = id;
    this.dispatchEvent(new CustomEvent<string>('reached', { detail: id }));
  }

  private step(by: 1 | -1): void {
    const seen = this.programme.placed.filter(({ item, track }) => item && track === 'main');
    const at = seen.findLastIndex(({ start }) => start <= this.position);
    const next = seen[(at + by + seen.length) % Math.max(1, seen.length)];
    if (next) this.seek(next.start);
  }

  override render() {
    const said = this.words.playlists;
    const { manifest, length } = this.programme;
    const position = Math.min(this.position, Math.max(0, length - 1));
    const at = manifest.from + position;
    return html`
      <div class="box ${this.portrait ? 'portrait' : ''}">
        ${
          length === 0
            ? html`<p class="nothing">${said.previewEmpty}</p>`
            : html`<bt-frame
                .frame=${frameAt(manifest, at)}
                .at=${at}
                zone=${this.zone}
                moving
                ?still=${!this.playing}
                ?sound=${this.sound}
              ></bt-frame>`
        }
      </div>
      <div class="transport" role="group" aria-label=${said.preview}>
        ${this.button('previous', said.previous, () => this.step(-1))}
        ${
          this.playing
            ? this.button('pause', said.pause, () => this.pause())
            : this.button('play', said.play, () => this.play())
        }
        ${this.button('following', said.following, () => this.step(1))}
        <input
          type="range"
          min="0"
          max=${Math.max(1, length)}
          step="100"
          aria-label=${said.position}
          aria-valuetext=${duration(position)}
          .value=${String(Math.round(position))}
          @input=${(event: Event) => this.seek(Number((event.target as HTMLInputElement).value))}
        />
        <span class="small faint number">${duration(position)} / ${duration(length)}</span>
        ${this.button(
          this.sound ? 'sound' : 'silent',
          this.sound ? said.soundOff : said.soundOn,
          () => {
            this.sound = !this.sound;
          },
        )}
        ${this.button(
          this.portrait ? 'landscape' : 'portrait',
          this.portrait ? said.landscape : said.portrait,
          () => {
            this.portrait = !this.portrait;
          },
        )}
      </div>
    `;
  }

  private button(name: Parameters<typeof icon>[0], label: string, press: () => void) {
    return html`<button
      type="button"
      class="quiet only-icon"
      aria-label=${label}
      title=${label}
      ?disabled=${this.programme.length === 0}
      @click=${press}
    >
      ${icon(name)}
    </button>`;
  }
}

define('bt-preview', Preview);
