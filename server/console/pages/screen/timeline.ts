/**
 * `<bt-timeline>`: the day of one screen as a strip, with a handle that draws the frame of any moment.
 * Left alone it follows the clock. The strip shows where a programme is scheduled; the list below
 * names what comes after the moment that is looked at. All of it is computed here from the manifest
 * that the screen was told to play, by the function that the screen itself uses.
 */
import { css, html, nothing } from 'lit';
import type { Airing } from '#shared/frame/frame.ts';
import { airingFrom, frameAt } from '#shared/frame/frame-at.ts';
import type { Manifest, Segment } from '#shared/frame/manifest.ts';
import { serverNow } from '../../data/clock.ts';
import { manifest } from '../../data/manifests.ts';
import { Ticking } from '../../data/ticking.ts';
import type { Day } from '../../day.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import '../../design/frame.ts';
import { icon } from '../../design/icons.ts';
import { pill } from '../../design/parts.ts';
import { itemName } from '../../item-name.ts';
import { dateAndTime, duration, timeWithSeconds } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';

/** How many items the list names. */
const LISTED = 8;

class Timeline extends ConsoleElement {
  static override properties = {
    manifestId: { attribute: false },
    day: { attribute: false },
    titles: { attribute: false },
    zone: { type: String },
    place: { type: String },
    ratio: { type: String },
    held: { state: true },
    at: { state: true },
    following: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-4);
      }

      .stage {
        display: grid;
        place-items: center;
        border-radius: var(--radius-l);
        overflow: hidden;
        background: #0b2e28;
        box-shadow: var(--shadow);
        aspect-ratio: 16 / 9;
      }

      .stage.portrait bt-frame {
        inline-size: auto;
        block-size: 100%;
        aspect-ratio: 9 / 16;
      }

      .moment {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
        align-items: center;
        justify-content: space-between;
        min-block-size: var(--control);
      }

      .moment .number {
        font-size: var(--text-l);
        font-weight: 600;
      }

      .strip {
        position: relative;
        padding-block-end: 1.5rem;
      }

      .track {
        position: relative;
        block-size: 0.875rem;
        border-radius: 99px;
        background: var(--sunken);
        overflow: hidden;
      }

      .segment {
        position: absolute;
        inset-block: 0;
        background: color-mix(in srgb, var(--accent) 72%, var(--surface));
      }

      .now {
        position: absolute;
        inset-block: -0.25rem auto;
        block-size: 1.375rem;
        inline-size: 2px;
        background: var(--ink);
      }

      .hour {
        position: absolute;
        inset-block-end: 0;
        translate: -50% 0;
        font-size: 0.75rem;
        color: var(--ink-faint);
        font-variant-numeric: tabular-nums;
      }

      .hour.first {
        translate: 0 0;
      }

      .hour.last {
        translate: -100% 0;
      }

      input[type='range'] {
        position: absolute;
        inset: -0.9375rem 0 auto;
        inline-size: 100%;
        block-size: 2.75rem;
        margin: 0;
        appearance: none;
        background: transparent;
        cursor: ew-resize;
      }

      input[type='range']::-webkit-slider-thumb {
        appearance: none;
        inline-size: 1.375rem;
        block-size: 1.375rem;
        border: 3px solid var(--surface);
        border-radius: 50%;
        background: var(--accent);
        box-shadow: 0 0 0 1px var(--accent), var(--shadow);
      }

      li {
        display: grid;
        grid-template-columns: 5rem minmax(0, 1fr) auto;
        gap: var(--space-3);
        align-items: baseline;
        padding-block: var(--space-2);
      }

      li[aria-current] span:nth-child(2) {
        font-weight: 600;
      }
    `,
  ];

  declare manifestId: string | null;
  declare day: Day;
  declare titles: Readonly<Record<string, string>>;
  declare zone: string;
  declare place: string;
  /** `landscape` or `portrait` */
  declare ratio: string;
  declare private held: Manifest | null;
  declare private at: number | null;
  declare private following: boolean;

  constructor() {
    super();
    this.manifestId = null;
    this.titles = {};
    this.zone = 'Asia/Ho_Chi_Minh';
    this.place = '';
    this.ratio = 'landscape';
    this.held = null;
    this.at = null;
    this.following = true;
    new Ticking(this, () => this.tick());
  }

  private tick(): number {
    if (this.following) this.at = serverNow();
    return Number.POSITIVE_INFINITY;
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('manifestId')) void this.fetch();
  }

  private async fetch(): Promise<void> {
    const id = this.manifestId;
    if (id === null) return;
    const answer = await manifest(id);
    if (answer.ok && this.manifestId === id) this.held = answer.value;
  }

  private scrub(event: Event): void {
    this.following = false;
    this.at = Number((event.target as HTMLInputElement).value);
  }

  private follow(): void {
    this.following = true;
    this.at = serverNow();
  }

  private share(at: number): number {
    const { start, end } = this.day;
    return ((Math.min(Math.max(at, start), end) - start) / (end - start)) * 100;
  }

  private segment({ start, end }: Segment) {
    if (end <= this.day.start || start >= this.day.end) return nothing;
    const left = this.share(start);
    return html`<span
      class="segment"
      style="inset-inline-start:${left}%;inline-size:${this.share(end) - left}%"
    ></span>`;
  }

  private strip() {
    const words = this.words.screens;
    const at = this.at ?? this.day.start;
    const hours = [0, 6, 12, 18, 24];
    return html`<div class="strip">
      <div class="track">${this.held?.tracks.main.map((segment) => this.segment(segment)) ?? nothing}</div>
      ${
        this.at === null
          ? nothing
          : html`<span class="now" style="inset-inline-start:${this.share(serverNow())}%"></span>`
      }
      ${hours.map(
        (hour, index) =>
          html`<span class="hour ${index === 0 ? 'first' : hour === 24 ? 'last' : ''}" style="inset-inline-start:${(hour / 24) * 100}%">${hour}:00</span>`,
      )}
      <input
        type="range"
        aria-label=${words.scrub}
        aria-valuetext=${timeWithSeconds(locale(), this.zone, at)}
        min=${this.day.start}
        max=${this.day.end - 1000}
        step="1000"
        .value=${String(Math.floor(at / 1000) * 1000)}
        @input=${this.scrub}
      />
    </div>`;
  }

  private coming() {
    const words = this.words.screens;
    const { at, held } = this;
    if (at === null || held === null) return nothing;
    const coming = ahead(held, at);
    const [next] = coming;
    if (!next || next.start > at) return this.pause(next?.start ?? null);
    return html`<section class="section" aria-labelledby="coming">
      <h3 id="coming">${words.comingUp}</h3>
      <ol class="rows">
        ${coming.map(
          ({ item, start, end }) => html`<li
            aria-current=${at >= start && at < end ? 'true' : nothing}
          >
            <span class="number soft">${timeWithSeconds(locale(), this.zone, start)}</span>
            <span>${itemName(item, this.titles)}</span>
            <span class="number small faint">${duration(end - start)}</span>
          </li>`,
        )}
      </ol>
    </section>`;
  }

  /** Between two programmes: when the next one begins. */
  private pause(next: number | null) {
    const words = this.words.screens;
    if (next === null) return html`<p class="soft">${words.noneAhead}</p>`;
    return html`<p class="soft">
      ${words.resumes(dateAndTime(locale(), this.zone, next))}
    </p>`;
  }

  override render() {
    const words = this.words.screens;
    return html`
      <div class="stage ${this.ratio}">
        ${
          this.at === null || (this.manifestId !== null && this.held === null)
            ? nothing
            : html`<bt-frame
                .frame=${this.held ? frameAt(this.held, this.at) : null}
                .at=${this.at}
                zone=${this.zone}
                place=${this.place}
                moving
                ?still=${!this.following}
              ></bt-frame>`
        }
      </div>
      <div class="moment">
        <span class="number">${this.at === null ? nothing : timeWithSeconds(locale(), this.zone, this.at)}</span>
        ${
          this.following
            ? pill('good', 'onAir', words.live)
            : html`<button type="button" @click=${this.follow}>
                ${icon('undo')}${words.backToLive}
              </button>`
        }
      </div>
      ${this.manifestId === null ? html`<p class="soft">${words.notTold}</p>` : this.strip()}
      ${this.coming()}
    `;
  }
}

/** The main picture from `at` on, the item on air at that moment first. */
function ahead(held: Manifest, at: number): Airing[] {
  const airings: Airing[] = [];
  let airing = airingFrom(held, 'main', at);
  while (airing && airings.length < LISTED) {
    airings.push(airing);
    airing = airingFrom(held, 'main', airing.end);
  }
  return airings;
}

define('bt-timeline', Timeline);
