/**
 * `<bt-timeline>`: any instant of one screen, past or future. A strip of the day with a handle, an
 * exact field, steps from change to change; it draws the very frame. Left alone it follows the clock.
 *
 * From now on the frame is computed here, from the manifest that the screen was told to play, by the
 * function that the screen itself uses. For the past the server says which manifest it had then.
 */
import { html, nothing } from 'lit';
import type { FrameAnswer } from '#shared/api/planning.ts';
import type { Airing, Frame } from '#shared/frame/frame.ts';
import { airingFrom, frameAt, nextChange } from '#shared/frame/frame-at.ts';
import type { Manifest, Segment } from '#shared/frame/manifest.ts';
import { call } from '../../data/api.ts';
import { serverNow } from '../../data/clock.ts';
import { manifest } from '../../data/manifests.ts';
import { Ticking } from '../../data/ticking.ts';
import { type Day, dayOf } from '../../day.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import '../../design/frame.ts';
import { type IconName, icon } from '../../design/icons.ts';
import { instantFields, instantIn, instantStyles } from '../../design/instant-fields.ts';
import { pill } from '../../design/parts.ts';
import { itemName } from '../../item-name.ts';
import { dateAndTime, duration, longDate, timeWithSeconds } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { explain } from '../why/why-dialog.ts';
import { following, previous } from './steps.ts';
import { timelineStyles } from './timeline.css.ts';

/** How many items the list names. */
const LISTED = 8;
/** The server is asked when the handle has rested for so long. */
const REST_MS = 150;

/** live: follows the clock. still: an instant. running: goes on from an instant, second by second. */
type Mode =
  | { readonly kind: 'live' }
  | { readonly kind: 'still' }
  | { readonly kind: 'running'; readonly from: number; readonly since: number };

export class Timeline extends ConsoleElement {
  static override properties = {
    screenId: { attribute: false },
    screenName: { attribute: false },
    manifestId: { attribute: false },
    day: { attribute: false },
    titles: { attribute: false },
    zone: { type: String },
    place: { type: String },
    ratio: { type: String },
    held: { state: true },
    at: { state: true },
    mode: { state: true },
  };
  static override styles = [...pageStyles, instantStyles, timelineStyles];

  declare screenId: string;
  declare screenName: string;
  /** what it was last told to play */
  declare manifestId: string | null;
  declare day: Day;
  declare titles: Readonly<Record<string, string>>;
  declare zone: string;
  declare place: string;
  /** `landscape` or `portrait` */
  declare ratio: string;
  /** the programme of the instant that is looked at */
  declare private held: Manifest | null | 'asking';
  declare private at: number | null;
  declare private mode: Mode;
  private current: Manifest | null = null;
  private asked = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.screenId = '';
    this.screenName = '';
    this.manifestId = null;
    this.titles = {};
    this.zone = 'Asia/Ho_Chi_Minh';
    this.place = '';
    this.ratio = 'landscape';
    this.held = 'asking';
    this.at = null;
    this.mode = { kind: 'live' };
    new Ticking(this, () => this.tick());
  }

  /** Looks at an instant, ms of the Unix epoch. */
  showAt(at: number): void {
    this.mode = { kind: 'still' };
    this.at = at;
    if (at < this.day.start || at >= this.day.end) this.day = dayOf(this.zone, at);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.resolve(), REST_MS);
  }

  private tick(): number {
    const now = serverNow();
    const { mode } = this;
    if (mode.kind === 'live') this.at = now;
    if (mode.kind === 'running') this.at = mode.from + now - mode.since;
    if (mode.kind === 'still' || this.at === null || !this.known) return Number.POSITIVE_INFINITY;
    return now + nextChange(this.known, this.at) - this.at;
  }

  private get known(): Manifest | null {
    return this.held === 'asking' ? null : this.held;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    // the page hands in another day of the week: the same time of that day
    const before = changed.get('day') as Day | undefined;
    if (before && this.at !== null && (this.at < this.day.start || this.at >= this.day.end)) {
      const at =
        this.day.start + Math.min(this.at - before.start, this.day.end - this.day.start - 1);
      if (at >= this.day.start) this.showAt(at);
    }
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('manifestId')) void this.fetch();
  }

  private async fetch(): Promise<void> {
    const id = this.manifestId;
    const whose = this.screenId === '' ? undefined : { screenId: this.screenId };
    const answer = id === null ? null : await manifest(id, whose);
    if (this.manifestId !== id) return;
    this.current = answer?.ok ? answer.value : null;
    await this.resolve();
  }

  /** Finds the programme of the instant: the present one, or what the server knows of another time. */
  private async resolve(): Promise<void> {
    this.asked += 1;
    const { asked, current } = this;
    const at = Math.round(this.at ?? serverNow());
    const present = at >= serverNow() - 1000 && (current === null || at < current.until);
    if (present || this.screenId === '') {
      this.held = current;
      return;
    }
    const { screenId } = this;
    const answer = await call<FrameAnswer>('GET', `/api/screens/${screenId}/frame?at=${at}`);
    const id = answer.ok ? answer.value.manifest : null;
    const found = id === null ? null : await manifest(id, { screenId, at });
    if (asked === this.asked) this.held = found?.ok ? found.value : null;
  }

  private follow(): void {
    this.mode = { kind: 'live' };
    this.at = serverNow();
    this.day = dayOf(this.zone, this.at);
    clearTimeout(this.rest);
    void this.resolve();
  }

  private run(): void {
    if (this.mode.kind === 'running') this.mode = { kind: 'still' };
    else this.mode = { kind: 'running', from: this.at ?? serverNow(), since: serverNow() };
  }

  private exactly(event: Event): void {
    event.preventDefault();
    const at = instantIn((event.currentTarget as HTMLElement).closest('form')!, this.zone);
    if (at !== null) this.showAt(at);
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
    const now = this.at === null ? null : serverNow();
    return html`<div class="strip">
      <div class="track">
        ${this.known?.tracks.main.map((segment) => this.segment(segment)) ?? nothing}
      </div>
      ${
        now === null || now < this.day.start || now >= this.day.end
          ? nothing
          : html`<span class="now" style="inset-inline-start:${this.share(now)}%"></span>`
      }
      ${hours.map(
        (hour, index) =>
          html`<span
            class="hour ${index === 0 ? 'first' : hour === 24 ? 'last' : ''}"
            style="inset-inline-start:${(hour / 24) * 100}%"
            >${hour}:00</span
          >`,
      )}
      <input
        type="range"
        aria-label=${words.scrub}
        aria-valuetext=${timeWithSeconds(locale(), this.zone, at)}
        min=${this.day.start}
        max=${this.day.end - 1000}
        step="1000"
        .value=${String(Math.floor(at / 1000) * 1000)}
        @input=${(event: Event) => this.showAt(Number((event.target as HTMLInputElement).value))}
      />
    </div>`;
  }

  /** The exact instant, and the steps from change to change. */
  private exact() {
    const said = this.words.week;
    const at = this.at ?? this.day.start;
    const before = this.known && previous(this.known, Math.round(at));
    const after = this.known && following(this.known, Math.round(at));
    const running = this.mode.kind === 'running';
    return html`<form class="instant" @submit=${this.exactly}>
      ${instantFields({
        zone: this.zone,
        at,
        dayOnly: this.at === null,
        change: (event) => this.exactly(event),
        focusTime: () => {
          if (this.mode.kind !== 'still') this.mode = { kind: 'still' };
        },
      })}
      <button class="unseen" tabindex="-1">${said.show}</button>
      <div class="steps">
        ${this.step('previous', said.previousChange, before === null, () => this.showAt(before!))}
        ${this.step(
          running ? 'pause' : 'play',
          running ? said.stop : said.play,
          this.mode.kind === 'live',
          () => this.run(),
        )}
        ${this.step('following', said.nextChange, after === null, () => this.showAt(after!))}
      </div>
    </form>`;
  }

  private step(sign: IconName, label: string, disabled: boolean, act: () => void) {
    return html`<button
      type="button"
      class="only-icon"
      aria-label=${label}
      title=${label}
      ?disabled=${disabled}
      @click=${act}
    >
      ${icon(sign)}
    </button>`;
  }

  private ask(): void {
    const at = this.at ?? serverNow();
    const { screenId: id, screenName: name, titles } = this;
    explain({ id, name, at: Math.round(at), titles });
  }

  private moment() {
    const words = this.words.screens;
    const { at } = this;
    return html`<div class="moment">
      <span class="number">${at === null ? nothing : timeWithSeconds(locale(), this.zone, at)}</span>
      <span class="steps">
        ${
          this.mode.kind === 'live'
            ? pill('good', 'onAir', words.live)
            : html`<button type="button" @click=${this.follow}>
                ${icon('undo')}${words.backToLive}
              </button>`
        }
        <button type="button" @click=${this.ask}>${icon('help')}${this.words.why.ask}</button>
      </span>
    </div>`;
  }

  /** What else there is to hear and to read, and by which programme. */
  private besides(frame: Frame | null) {
    const said = this.words.week;
    const { at } = this;
    if (at === null || this.held === 'asking') return nothing;
    if (frame === null) return html`<p class="soft">${said.noProgramme}</p>`;
    const { main, ticker, audio } = frame;
    const film = main?.item.kind === 'video' && main.item.volume > 0;
    return html`<div class="small soft">
      <p>
        ${
          audio
            ? said.sound(itemName(audio.item, this.titles))
            : film
              ? said.soundOfFilm
              : said.silent
        }${ticker?.item.kind === 'ticker' ? html` · ${said.ticker(ticker.item.text)}` : nothing}
      </p>
      ${
        this.mode.kind === 'live'
          ? nothing
          : html`<p>
              ${longDate(locale(), this.zone, at)}. ${at < serverNow() ? said.past : said.future}
            </p>`
      }
    </div>`;
  }

  private coming() {
    const words = this.words.screens;
    const { at, known } = this;
    if (at === null || known === null) return nothing;
    const coming = ahead(known, at);
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
    const { at, known } = this;
    const frame = at === null || known === null ? null : frameAt(known, at);
    return html`<div class="whole"><div class="picture">
      <div class="stage ${this.ratio}">
        ${
          at === null || this.held === 'asking'
            ? nothing
            : html`<bt-frame
                .frame=${frame}
                .at=${at}
                zone=${this.zone}
                place=${this.place}
                moving
                ?still=${this.mode.kind === 'still'}
              ></bt-frame>`
        }
      </div>
      ${this.moment()} ${this.besides(frame)}
      ${this.manifestId === null ? html`<p class="soft">${words.notTold}</p>` : this.strip()}
      ${this.exact()}</div> <div>${this.coming()}</div></div>`;
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
