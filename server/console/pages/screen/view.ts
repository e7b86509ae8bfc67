/** `<bt-screen-page>`: what one screen shows, how it is, and what can be done with it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { ConsoleUpdate } from '#shared/api/events.ts';
import type { Screen } from '#shared/api/resources.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { serverNow } from '../../data/clock.ts';
import { LiveNews } from '../../data/events.ts';
import { toast } from '../../data/messages.ts';
import { confirm } from '../../design/confirm.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { field, pageHeader, problem } from '../../design/parts.ts';
import '../../design/unit-picker.ts';
import type { UnitsChosen } from '../../design/unit-picker.ts';
import { bytes, dateAndTime, number, relative } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { needsText, speakerTag, statePill } from '../../screen-parts.ts';
import { needsOf, screenRow, screenState } from '../../screen-rows.ts';
import { tagsFrom } from '../../tags.ts';
import { schoolOf, upwards } from '../../unit-facts.ts';
import type { ScreenData } from './load.ts';
import '../week/feeds.ts';
import './installation.ts';
import type { Installed } from './installation.ts';
import './timeline.ts';

const IDENTIFY_MS = 15_000;

class ScreenPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    editing: { state: true },
    failed: { state: true },
    now: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(17rem, 21rem);
        gap: var(--space-7);
        align-items: start;
      }

      .aside {
        display: grid;
        gap: var(--space-6);
      }

      @media (max-width: 70rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  declare data: ScreenData;
  /** the unit chosen in the open form; null: no form */
  declare private editing: { readonly unitId: string } | null;
  declare private failed: FailedCall | null;
  declare private now: number | null;

  constructor() {
    super();
    this.editing = null;
    this.failed = null;
    this.now = null;
    new LiveNews(this, {
      onUpdate: (update) => this.apply(update),
      onFresh: () => void this.refresh(),
    });
  }

  private apply({ screens, removedScreens, programme }: ConsoleUpdate): void {
    const { id } = this.data.screen;
    if (removedScreens.includes(id)) location.assign('/screens');
    const screen = screens.find((each) => each.id === id);
    if (screen) this.show(screen);
    else if (programme) void this.refresh();
  }

  private show(screen: Screen): void {
    this.data = { ...this.data, screen };
    this.now = serverNow();
  }

  private async refresh(): Promise<void> {
    const answer = await call<Screen>('GET', `/api/screens/${this.data.screen.id}`);
    if (answer.ok) this.show(answer.value);
  }

  private unitName(id: string): string {
    return this.data.units.find((unit) => unit.id === id)?.name ?? '';
  }

  private async identify(): Promise<void> {
    const answer = await call('POST', `/api/screens/${this.data.screen.id}/identify`, {
      ms: IDENTIFY_MS,
    });
    toast(
      answer.ok
        ? { text: this.words.screens.identified }
        : { text: answer.title, tone: 'bad' as const },
    );
  }

  private async edit(): Promise<void> {
    this.failed = null;
    this.editing = { unitId: this.data.screen.unitId };
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')!.showModal();
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const { unitId } = this.editing!;
    const before = this.data.screen;
    const answer = await this.patch({
      name: form.get('name') as string,
      tags: tagsFrom(form.get('tags') as string),
      ...(unitId === before.unitId ? {} : { unitId }),
    });
    if (!answer) return;
    this.renderRoot.querySelector('dialog')!.close();
    const words = this.words.screens;
    toast({
      text:
        answer.unitId === before.unitId
          ? words.edited(answer.name)
          : words.moved(answer.name, this.unitName(answer.unitId)),
      undo: async () => {
        const { name, tags, unitId: backTo } = before;
        if (await this.patch({ name, tags, unitId: backTo })) {
          toast({ text: this.words.common.undone });
        }
      },
    });
  }

  private async patch(change: {
    name: string;
    tags: readonly string[];
    unitId?: string;
  }): Promise<Screen | null> {
    const answer = await call<Screen>('PATCH', `/api/screens/${this.data.screen.id}`, change);
    this.failed = answer.ok ? null : answer;
    if (!answer.ok) return null;
    this.show(answer.value);
    return answer.value;
  }

  private async takeAway(): Promise<void> {
    const words = this.words.screens;
    const { screen } = this.data;
    const sure = await confirm({
      title: words.removeTitle(screen.name),
      text: words.removeText(this.unitName(screen.unitId)),
      action: words.remove,
      danger: true,
    });
    if (!sure) return;
    const answer = await call('DELETE', `/api/screens/${screen.id}`);
    if (answer.ok) location.assign('/screens');
    else toast({ text: answer.title, tone: 'bad' });
  }

  private condition() {
    const words = this.words.screens;
    const { screen, zone } = this.data;
    const { status } = screen;
    const needs = needsOf(screen);
    const now = this.now ?? this.data.now;
    const fact = (name: string, value: unknown) => html`<dt>${name}</dt>
      <dd>${value}</dd>`;
    const seen = screen.online
      ? words.seenNow
      : screen.lastSeenAt === null
        ? words.seenNever
        : relative(locale(), screen.lastSeenAt, now);
    return html`<section class="section" aria-labelledby="condition">
      <h2 id="condition">${words.status}</h2>
      ${
        needs.length === 0
          ? html`<p class="soft small">${words.stateHint[screenState(screen)]}</p>`
          : needs.map((need) => html`<p class="soft small">${words.needsHint[need]}</p>`)
      }
      <dl class="facts">
        ${fact(words.seen, seen)} ${fact(words.acknowledged, words.acknowledgement[screen.acknowledged])}
        ${
          status
            ? html`
                ${status.problem ? fact(words.problem, status.problem) : nothing}
                ${
                  status.fetching.bytes < status.fetching.of
                    ? fact(
                        words.fetching,
                        words.fetchingOf(
                          bytes(locale(), status.fetching.bytes),
                          bytes(locale(), status.fetching.of),
                        ),
                      )
                    : nothing
                }
                ${fact(
                  words.clock,
                  status.clock.uncertainty === null
                    ? words.clockUnknown
                    : words.clockGood(number(locale(), status.clock.uncertainty)),
                )}
                ${fact(words.clockTrustLabel, words.clockTrust[status.clock.trust])}
                ${fact(
                  words.storage,
                  words.storageOf(
                    bytes(locale(), status.storage.used),
                    bytes(locale(), status.storage.quota),
                  ),
                )}
                ${fact(words.skipped, words.skippedOf(status.skipped))}
                ${fact(words.backlog, words.backlogOf(status.backlog))}
                ${fact(
                  words.size,
                  `${status.viewport.width} × ${status.viewport.height}, ${
                    this.portrait() ? words.sizePortrait : words.sizeLandscape
                  }`,
                )}
              `
            : nothing
        }
        ${screen.build ? fact(words.build, screen.build) : nothing}
        ${fact(words.pairedAt, dateAndTime(locale(), zone, screen.pairedAt))}
      </dl>
    </section>`;
  }

  private portrait(): boolean {
    const viewport = this.data.screen.status?.viewport;
    return viewport !== undefined && viewport.height > viewport.width;
  }

  private actions() {
    const words = this.words.screens;
    if (!this.data.mayManage) return nothing;
    return html`
      <button
        type="button"
        title=${words.identifyHint}
        ?disabled=${!this.data.screen.online}
        @click=${this.identify}
      >
        ${icon('show')}${words.identify}
      </button>
      <button type="button" @click=${this.edit}>${icon('edit')}${this.words.common.edit}</button>
      <button type="button" class="danger" @click=${this.takeAway}>${icon('remove')}${words.remove}</button>
    `;
  }

  private form() {
    const { common, screens: words } = this.words;
    const { screen, movable } = this.data;
    return html`<dialog
      aria-labelledby="edit-title"
      closedby="any"
      @close=${() => {
        this.editing = null;
      }}
    >
      ${
        this.editing
          ? html`<form @submit=${this.save}>
              <div class="dialog-body">
                <h2 id="edit-title">${words.editTitle}</h2>
                ${problem(this.failed)}
                ${field(
                  { id: 'name', label: words.name, error: this.failed?.fields.name },
                  (ids) => html`<input
                    id=${ids.id}
                    name="name"
                    required
                    maxlength="160"
                    value=${screen.name}
                    aria-describedby=${ids.describedBy}
                    aria-invalid=${ids.invalid}
                  />`,
                )}
                <div class="field">
                  <span class="legend">${words.place}</span>
                  <bt-unit-picker
                    label=${words.place}
                    .units=${movable}
                    .value=${[this.editing.unitId]}
                    @change=${(event: UnitsChosen) => {
                      this.editing = { unitId: event.detail[0]! };
                    }}
                  ></bt-unit-picker>
                </div>
                ${field(
                  {
                    id: 'tags',
                    label: common.tags,
                    hint: common.tagsHint,
                    optional: true,
                    error: this.failed?.fields.tags,
                  },
                  (ids) => html`<input
                    id=${ids.id}
                    name="tags"
                    value=${screen.tags.join(', ')}
                    aria-describedby=${ids.describedBy}
                    aria-invalid=${ids.invalid}
                  />`,
                )}
              </div>
              <div class="dialog-actions">
                <button
                  type="button"
                  @click=${(event: Event) =>
                    (event.currentTarget as HTMLElement).closest('dialog')!.close()}
                >
                  ${common.cancel}
                </button>
                <button class="primary">${common.save}</button>
              </div>
            </form>`
          : nothing
      }
    </dialog>`;
  }

  override render() {
    const words = this.words.screens;
    const { screen, units, zone, day, titles } = this.data;
    const way = upwards(units, screen.unitId).reverse();
    return html`<div class="page">
      ${pageHeader({
        eyebrow: html`<a href="/screens">${words.title}</a>
          ${way
            .slice(-2)
            .map(
              (unit) =>
                html`<span aria-hidden="true">›</span><a href=${`/units/${unit.id}`}>${unit.name}</a>`,
            )}`,
        title: screen.name,
        lead: html`${statePill(screenState(screen))} ${needsText(needsOf(screen))}
        ${screen.kind === 'speaker' ? speakerTag() : nothing}
        ${screen.tags.map((tag) => html` <span class="tag">${tag}</span>`)}`,
        actions: html`<a class="button" href=${`/screens/${screen.id}/week`}>
            ${icon('week')}${this.words.week.open}
          </a>
          <bt-feeds kind="screen" subject=${screen.id} zone=${zone}></bt-feeds>
          ${this.actions()}`,
      })}
      <div class="columns">
        <section class="section" aria-labelledby="now">
          <h2 id="now" class="unseen">${words.nowShowing}</h2>
          <bt-timeline
            .screenId=${screen.id}
            .screenName=${screen.name}
            .manifestId=${screenRow(screen).manifest}
            .day=${day}
            .titles=${titles}
            zone=${zone}
            place=${schoolOf(units, screen.unitId)?.name ?? screen.name}
            ratio=${this.portrait() ? 'portrait' : 'landscape'}
          ></bt-timeline>
        </section>
        <div class="aside">
          ${this.condition()}
          <bt-installation
            .screen=${screen}
            ?mayManage=${this.data.mayManage}
            @installed=${(event: Installed) => this.show(event.detail)}
          ></bt-installation>
        </div>
      </div>
      ${this.form()}
    </div>`;
  }
}

define('bt-screen-page', ScreenPage);

export function view(data: ScreenData): TemplateResult {
  return html`<bt-screen-page .data=${data}></bt-screen-page>`;
}
