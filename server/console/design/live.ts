/**
 * `<bt-live .manifestId>`: what a screen with this programme shows right now, second by second. It
 * computes the frame itself, so a hundred of them cost the server nothing.
 */
import { css, html } from 'lit';
import { frameAt, nextChange } from '#shared/frame/frame-at.ts';
import type { Manifest } from '#shared/frame/manifest.ts';
import { serverNow } from '../data/clock.ts';
import { manifest } from '../data/manifests.ts';
import { Ticking } from '../data/ticking.ts';
import { base } from './base.css.ts';
import { ConsoleElement, define } from './element.ts';
import './frame.ts';

export class LiveFrame extends ConsoleElement {
  static override properties = {
    manifestId: { attribute: false },
    zone: { type: String },
    place: { type: String },
    moving: { type: Boolean },
    held: { state: true },
    at: { state: true },
  };
  static override styles = [
    base,
    css`
      :host {
        inline-size: 100%;
        aspect-ratio: 16 / 9;
        background: #0b2e28;
      }

      bt-frame {
        inline-size: 100%;
        block-size: 100%;
        aspect-ratio: auto;
      }
    `,
  ];

  /** null: never told what to play */
  declare manifestId: string | null;
  declare zone: string;
  declare place: string;
  declare moving: boolean;
  declare private held: Manifest | null;
  declare private at: number | null;

  constructor() {
    super();
    this.manifestId = null;
    this.zone = 'Asia/Ho_Chi_Minh';
    this.place = '';
    this.moving = false;
    this.held = null;
    this.at = null;
    new Ticking(this, () => this.tick());
  }

  private tick(): number {
    const now = serverNow();
    // a tab in the background is not looked at: its pictures are not needed
    if (document.visibilityState === 'visible') this.at = now;
    return this.held ? nextChange(this.held, now) : Number.POSITIVE_INFINITY;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('manifestId')) void this.fetch();
  }

  private async fetch(): Promise<void> {
    const id = this.manifestId;
    if (id === null) {
      this.held = null;
      return;
    }
    const answer = await manifest(id);
    if (answer.ok && this.manifestId === id) this.held = answer.value;
  }

  override render() {
    // the server has no clock to draw by: the first picture comes when the browser's starts
    if (this.at === null || (this.manifestId !== null && this.held === null)) return html``;
    return html`<bt-frame
      .frame=${this.held ? frameAt(this.held, this.at) : null}
      .at=${this.at}
      zone=${this.zone}
      place=${this.place}
      ?moving=${this.moving}
    ></bt-frame>`;
  }
}

define('bt-live', LiveFrame);
