/**
 * `<bt-frame>`: one frame of a screen's programme, as `frameAt` tells it, drawn by the templates that
 * the screen itself uses. With `moving`, a clip is a film at the right position; without, its poster.
 * An empty frame is what an idle screen shows: the school's name and the time.
 */
import { css, html, nothing } from 'lit';
import { allTemplates } from '#playlists/templates/index.ts';
import '#playlists/templates/slide.ts';
import type { SlideContext } from '#playlists/templates/template.ts';
import type { Airing, Frame } from '#shared/frame/frame.ts';
import type { Fit, Item, SlideItem, VideoItem } from '#shared/frame/manifest.ts';
import { mediaUrl } from '../data/media.ts';
import { time } from '../locales/formats.ts';
import { locale } from '../locales/words.ts';
import { base } from './base.css.ts';
import { ConsoleElement, define } from './element.ts';
import { type IconName, icon } from './icons.ts';
import { turnPages } from './turn-pages.ts';

/** A film further off than this is set right; closer, it is left to run. */
const DRIFT_MS = 700;

export class FrameView extends ConsoleElement {
  static override properties = {
    frame: { attribute: false },
    at: { attribute: false },
    zone: { type: String },
    place: { type: String },
    moving: { type: Boolean },
    still: { type: Boolean },
    sound: { type: Boolean },
    withheld: { state: true },
  };
  static override styles = [
    base,
    css`
      /* the measures and colours of the player: what is allTemplates here is what hangs in the hall */
      :host {
        display: block;
        inline-size: 100%;
        aspect-ratio: 16 / 9;
        overflow: hidden;
        background: #0b2e28;
        color: #fbf8ec;
        container-type: size;
      }

      .screen {
        display: flex;
        flex-direction: column;
        block-size: 100%;
      }

      .main {
        position: relative;
        flex: 1;
        min-block-size: 0;
      }

      .main > * {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
      }

      .contain {
        object-fit: contain;
      }

      .cover {
        object-fit: cover;
      }

      .idle,
      .sign {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 1cqmin;
        padding: 6cqmin;
        text-align: center;
        background: radial-gradient(120% 90% at 50% 35%, #0f3b33, #0b2e28);
      }

      .idle b {
        font-size: max(0.75rem, 5.6cqmin);
        font-weight: 700;
        line-height: 1.5;
      }

      .idle span {
        font-size: max(1.25rem, 27cqmin);
        font-weight: 800;
        font-variant-numeric: tabular-nums;
        letter-spacing: -0.03em;
        line-height: 1.1;
      }

      .sign .icon {
        inline-size: 16cqmin;
        block-size: 16cqmin;
        opacity: 0.7;
      }

      .ticker {
        flex: none;
        block-size: 9.6cqmin;
        padding-inline: 4cqmin;
        background: #0f3b33;
        color: #fbf8ec;
        box-shadow: inset 0 0.4cqmin 0 #a8dfc4;
        font-size: 5cqmin;
        font-weight: 700;
        line-height: 9.6cqmin;
        white-space: pre;
        overflow: hidden;
        text-overflow: ellipsis;
      }
    `,
  ];

  declare frame: Frame | null;
  declare at: number;
  declare zone: string;
  declare place: string;
  declare moving: boolean;
  declare still: boolean;
  /** lets a film be heard */
  declare sound: boolean;
  /** media that could not be fetched: not the viewer's to see, or gone */
  declare private withheld: ReadonlySet<string>;
  private context: SlideContext | null = null;

  constructor() {
    super();
    this.frame = null;
    this.at = 0;
    this.zone = 'Asia/Ho_Chi_Minh';
    this.place = '';
    this.moving = false;
    this.still = false;
    this.sound = false;
    this.withheld = new Set();
  }

  /** Kept while nothing in it differs, so that slides are not allTemplates anew for nothing. */
  private slideContext({ item, start }: Airing<SlideItem>): SlideContext {
    const ticking = allTemplates.get(item.template)?.ticking ?? false;
    const now = ticking ? Math.floor(this.at / 1000) * 1000 : start;
    const kept = this.context;
    if (kept?.now === now && kept.zone === this.zone) return kept;
    this.context = { mediaUrl, zone: this.zone, locale: 'vi', now };
    return this.context;
  }

  protected override updated(): void {
    const airing = this.frame?.main;
    if (!airing) return;
    const position = airing.offset + this.at - airing.start;
    const slide = this.renderRoot.querySelector('bt-slide');
    if (slide) void turnPages(slide, position, this.still);
    const film = this.renderRoot.querySelector('video');
    if (!film || airing.item.kind !== 'video') return;
    if (Math.abs(film.currentTime * 1000 - position) > DRIFT_MS) film.currentTime = position / 1000;
    if (!this.still && film.paused) void film.play().catch(() => {});
    if (this.still && !film.paused) film.pause();
  }

  private main(airing: Airing) {
    const { item } = airing;
    switch (item.kind) {
      case 'slide':
        return html`<bt-slide
          .template=${item.template}
          .data=${item.data}
          .context=${this.slideContext({ ...airing, item })}
          .ms=${item.ms}
          ?still=${this.still}
        ></bt-slide>`;
      case 'image':
        return this.picture(item.media, item.fit, 'image');
      case 'video':
        return this.film(item);
      case 'web':
        return html`<div class="sign">${icon('web')}<span>${new URL(item.url).hostname}</span></div>`;
      case 'audio':
      case 'ticker':
        return this.idle();
    }
  }

  private film(item: VideoItem) {
    if (!this.moving || this.withheld.has(item.media)) {
      return this.picture(item.poster, item.fit, 'video');
    }
    return html`<video
      class=${item.fit}
      src=${mediaUrl(item.media)}
      poster=${item.poster ? mediaUrl(item.poster) : nothing}
      preload="auto"
      playsinline
      .muted=${!this.sound}
      .volume=${item.volume / 100}
      @error=${() => this.withhold(item.media)}
    ></video>`;
  }

  private picture(sha256: string | null, fit: Fit, sign: IconName) {
    if (sha256 === null || this.withheld.has(sha256)) {
      return html`<div class="sign">${icon(sign)}</div>`;
    }
    return html`<img
      class=${fit}
      src=${mediaUrl(sha256)}
      alt=""
      @error=${() => this.withhold(sha256)}
    />`;
  }

  private withhold(sha256: string): void {
    this.withheld = new Set([...this.withheld, sha256]);
  }

  private idle() {
    return html`<div class="idle">
      <b>${this.place}</b><span>${time(locale(), this.zone, this.at)}</span>
    </div>`;
  }

  override render() {
    const main = this.frame?.main ?? null;
    const ticker: Item | undefined = this.frame?.ticker?.item;
    return html`
      <div class="screen" aria-hidden="true">
        <div class="main">${main ? this.main(main) : this.idle()}</div>
        ${ticker?.kind === 'ticker' ? html`<div class="ticker">${ticker.text}</div>` : nothing}
      </div>
    `;
  }
}

define('bt-frame', FrameView);
