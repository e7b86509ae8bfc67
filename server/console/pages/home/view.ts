/**
 * `<bt-home-page>`: the office's desk. First a sentence on the state of things, then the pictures that
 * the schools see now, then what waits; at the side the schools, those in need first.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ConsoleUpdate } from '#shared/api/events.ts';
import type { Asset, Screen } from '#shared/api/resources.ts';
import { call } from '../../data/api.ts';
import { serverNow } from '../../data/clock.ts';
import { LiveNews } from '../../data/events.ts';
import { Ticking } from '../../data/ticking.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { type IconName, icon } from '../../design/icons.ts';
import '../../design/live.ts';
import { pageHeader, pill } from '../../design/parts.ts';
import { longDate } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { statePill } from '../../screen-parts.ts';
import { connected, type ScreenRow, screenRow } from '../../screen-rows.ts';
import { type Programme, programmes, type School, schools } from './groups.ts';
import type { HomeData } from './load.ts';
import { SHOWN } from './shown.ts';
import './waiting.ts';

/** Pictures that move at once; more would only distract. */
const PICTURES = 6;
const SCHOOLS = 8;

async function assetsThat(query: string): Promise<readonly Asset[] | null> {
  const answer = await call<{ assets: Asset[] }>('GET', `/api/assets?${query}`);
  return answer.ok ? answer.value.assets : null;
}

class HomePage extends ConsoleElement {
  static override properties = { data: { attribute: false }, now: { state: true } };
  static override styles = [
    ...pageStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(16rem, 21rem);
        gap: var(--space-7);
        align-items: start;
      }

      .main,
      .aside {
        display: grid;
        gap: var(--space-7);
      }

      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
        gap: var(--space-5) var(--space-4);
      }

      .tile {
        display: grid;
        gap: var(--space-2);
        color: inherit;
        text-decoration: none;
        border-radius: var(--radius);
      }

      .tile bt-live {
        border-radius: var(--radius);
        overflow: hidden;
        box-shadow:
          0 0 0 1px var(--line),
          var(--shadow);
      }

      .tile:hover b {
        color: var(--accent);
      }

      .tile b {
        display: block;
        font-weight: 500;
      }

      .school {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 var(--space-3);
        align-items: center;
        min-block-size: var(--control);
        padding-block: var(--space-3);
        color: inherit;
        text-decoration: none;
      }

      .school:hover b {
        color: var(--accent);
      }

      .school b {
        font-weight: 500;
      }

      .school .problems {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
        padding-block-start: var(--space-1);
      }

      .steps {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr));
        gap: var(--space-4);
        counter-reset: step;
      }

      .step {
        display: grid;
        gap: var(--space-2);
        align-content: start;
        padding: var(--space-5);
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--surface);
        color: inherit;
        text-decoration: none;
        transition: border-color var(--quick);
      }

      .step:hover {
        border-color: var(--accent);
      }

      .step > .icon {
        inline-size: 1.75rem;
        block-size: 1.75rem;
        color: var(--accent);
        stroke-width: 1.5;
      }

      .line {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        align-items: center;
        justify-content: space-between;
        min-block-size: var(--control);
        padding-block: var(--space-3);
        color: inherit;
        text-decoration: none;
      }

      .line > span:first-child {
        font-weight: 500;
      }

      a.line:hover > span:first-child {
        color: var(--accent);
      }

      @media (max-width: 70rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  declare data: HomeData;
  declare private now: number | null;

  constructor() {
    super();
    this.now = null;
    new LiveNews(this, {
      onUpdate: (update) => this.apply(update),
      onFresh: () => void this.refreshScreens(),
    });
    new Ticking(this, () => this.tick());
  }

  /** What is told in words changes by the minute; pictures tick by themselves. */
  private tick(): number {
    const minute = Math.floor(serverNow() / 60_000) * 60_000;
    if (minute > (this.now ?? this.data?.now ?? minute)) this.now = minute;
    return Number.POSITIVE_INFINITY;
  }

  private change(change: Partial<HomeData>): void {
    this.data = { ...this.data, ...change };
  }

  private apply({ screens, removedScreens, counts }: ConsoleUpdate): void {
    if (screens.length + removedScreens.length > 0) {
      const changed = screens.map(screenRow);
      const gone = new Set([...removedScreens, ...changed.map(({ id }) => id)]);
      const others = this.data.screens.filter(({ id }) => !gone.has(id));
      this.change({ screens: [...others, ...changed] });
    }
    if (counts) void this.refreshAssets();
  }

  private async refreshScreens(): Promise<void> {
    const answer = await call<{ screens: Screen[] }>('GET', '/api/screens');
    if (answer.ok) this.change({ screens: answer.value.screens.map(screenRow) });
  }

  private async refreshAssets(): Promise<void> {
    const { may } = this.data;
    const [waiting, failed] = await Promise.all([
      may.decide ? assetsThat('decision=waiting&state=ready') : null,
      may.upload ? assetsThat('state=failed') : null,
    ]);
    if (waiting) this.change({ waiting: waiting.slice(0, SHOWN), waitingCount: waiting.length });
    if (failed) this.change({ failed: failed.slice(0, SHOWN) });
  }

  private headline(): string {
    const words = this.words.home;
    const all = this.data.screens.length;
    const online = this.data.screens.filter(connected).length;
    if (all === 0) return words.noneYet;
    return online === all ? words.allOnline(all) : words.someOnline(online, all);
  }

  private actions() {
    const words = this.words.home;
    const { may } = this.data;
    const link = (href: string, name: IconName, text: string, look = '') =>
      html`<a class="button ${look}" href=${href}>${icon(name)}${text}</a>`;
    return html`
      ${may.pair ? link('/pair', 'screens', this.words.screens.pair) : nothing}
      ${may.upload ? link('/library', 'upload', words.upload) : nothing}
      ${may.edit ? link('/playlists', 'playlists', words.newBulletin, 'primary') : nothing}
    `;
  }

  private tile(programme: Programme) {
    const words = this.words.home;
    const [first = '', ...more] = programme.schools;
    const [one] = programme.screens;
    const href = programme.screens.length === 1 ? `/screens/${one!.id}` : '/screens?state=onAir';
    return html`<a class="tile" href=${href}>
      <bt-live
        .manifestId=${programme.manifest}
        zone=${this.data.zone}
        place=${first}
      ></bt-live>
      <span>
        <b>${first}</b>
        <span class="small faint">
          ${words.onScreens(programme.screens.length)}
          ${more.length > 0 ? words.more(more.length) : nothing}
        </span>
      </span>
    </a>`;
  }

  private onAir() {
    const words = this.words.home;
    const shown = programmes(this.data.screens, this.data.units);
    return html`<section class="section" aria-labelledby="on-air">
      <div class="section-header"><h2 id="on-air">${words.onAir}</h2></div>
      ${
        shown.length === 0
          ? html`<p class="soft">${words.onAirNone}</p>`
          : html`<div class="tiles">
              ${repeat(
                shown.slice(0, PICTURES),
                (programme) => programme.manifest,
                (programme) => this.tile(programme),
              )}
            </div>`
      }
    </section>`;
  }

  private waiting() {
    const words = this.words.home;
    const { waiting, waitingCount, may, units, now } = this.data;
    if (!may.decide) return nothing;
    return html`<section class="section" aria-labelledby="waiting">
      <div class="section-header">
        <h2 id="waiting">${words.waiting}</h2>
        ${
          waitingCount > waiting.length
            ? html`<a href="/library?decision=waiting">${words.waitingMore(waitingCount)}</a>`
            : nothing
        }
      </div>
      ${
        waiting.length === 0
          ? html`<p class="soft">${words.waitingNone}</p>`
          : html`<bt-waiting
              .assets=${waiting}
              .units=${units}
              .now=${this.now ?? now}
              @decided=${() => this.refreshAssets()}
            ></bt-waiting>`
      }
    </section>`;
  }

  private failed() {
    const { failed } = this.data;
    if (failed.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="failed">
      <h2 id="failed">${this.words.home.failed}</h2>
      <ul class="rows">
        ${failed.map(
          (asset) => html`<li>
            <a class="line" href=${`/library/${asset.id}`}>
              <span>${asset.title}</span>
              <span class="small soft">${asset.error?.message ?? ''}</span>
            </a>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private unpublished() {
    const words = this.words.home;
    const { unpublished } = this.data;
    if (unpublished.length === 0) return nothing;
    return html`<section class="section" aria-labelledby="unpublished">
      <h2 id="unpublished">${words.unpublished}</h2>
      <ul class="rows">
        ${unpublished.map(
          (schedule) => html`<li>
            <a class="line" href=${`/schedules/${schedule.id}`}>
              <span>${schedule.name}</span>
              ${
                schedule.state === 'draft'
                  ? pill('neutral', 'edit', words.draft)
                  : pill('attention', 'warning', words.outdated)
              }
            </a>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  private school(school: School) {
    const troubled = school.screens.filter(
      (screen) => !connected(screen) || screen.state === 'trouble',
    );
    return html`<li>
      <a class="school" href=${`/screens?unit=${school.unit.id}`}>
        <b>${school.unit.name}</b>
        <span class="number soft">${school.connected}/${school.screens.length}</span>
        ${
          troubled.length === 0
            ? nothing
            : html`<span class="problems">
                ${troubled
                  .slice(0, 3)
                  .map(
                    (screen: ScreenRow) =>
                      html`<span class="small soft">${screen.name}</span>${statePill(screen.state)}`,
                  )}
              </span>`
        }
      </a>
    </li>`;
  }

  private schoolList() {
    const words = this.words.home;
    const shown = schools(this.data.screens, this.data.units).slice(0, SCHOOLS);
    return html`<section class="section" aria-labelledby="schools">
      <div class="section-header">
        <h2 id="schools">${words.schools}</h2>
        <a href="/screens">${words.schoolsAll}</a>
      </div>
      <ul class="rows">
        ${repeat(
          shown,
          (school) => school.unit.id,
          (school) => this.school(school),
        )}
      </ul>
    </section>`;
  }

  private firstSteps() {
    const words = this.words.home;
    const { may } = this.data;
    const step = (allowed: boolean, href: string, name: IconName, title: string, text: string) =>
      allowed
        ? html`<a class="step" href=${href}>
            ${icon(name)}
            <h3>${title}</h3>
            <p class="small soft">${text}</p>
          </a>`
        : nothing;
    return html`<section class="section" aria-labelledby="steps">
      <h2 id="steps">${words.firstSteps}</h2>
      <div class="steps">
        ${step(may.pair, '/pair', 'screens', words.stepScreens, words.stepScreensText)}
        ${step(may.upload, '/library', 'library', words.stepContent, words.stepContentText)}
        ${step(may.edit, '/playlists', 'playlists', words.stepBulletin, words.stepBulletinText)}
        ${step(may.schedule, '/schedules', 'schedules', words.stepSchedule, words.stepScheduleText)}
      </div>
    </section>`;
  }

  override render() {
    const { data } = this;
    const now = this.now ?? data.now;
    const some = data.screens.length > 0;
    return html`<div class="page">
      ${pageHeader({
        eyebrow: longDate(locale(), data.zone, now),
        title: this.headline(),
        actions: this.actions(),
      })}
      ${
        some
          ? html`<div class="columns">
              <div class="main">
                ${this.onAir()} ${this.waiting()} ${this.failed()} ${this.unpublished()}
              </div>
              <div class="aside">${this.schoolList()}</div>
            </div>`
          : html`<div class="main">
              ${this.firstSteps()} ${this.waiting()} ${this.failed()} ${this.unpublished()}
            </div>`
      }
    </div>`;
  }
}

define('bt-home-page', HomePage);

export function view(data: HomeData): TemplateResult {
  return html`<bt-home-page .data=${data}></bt-home-page>`;
}
