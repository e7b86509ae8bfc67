/**
 * What surrounds each settings page: whose it is, the way to the others, the bar that saves, and the
 * versions that were. Functions from values to templates; the looks are in `settingStyles`.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { type SettingKind, settingKinds } from '#shared/api/resources.ts';
import { icon } from '../design/icons.ts';
import { pageHeader } from '../design/parts.ts';
import { dateAndTime } from '../locales/formats.ts';
import { locale, words } from '../locales/words.ts';
import type { SettingKeeper } from './keeper.ts';
import type { SettingData } from './load.ts';

export const settingStyles = css`
  .tabs {
    display: flex;
    gap: var(--space-1);
    overflow-x: auto;
    border-block-end: 1px solid var(--line);
  }

  .tabs a {
    display: flex;
    align-items: center;
    min-block-size: var(--control);
    padding-inline: var(--space-3);
    border-block-end: 2px solid transparent;
    color: var(--ink-soft);
    text-decoration: none;
    white-space: nowrap;
  }

  .tabs a[aria-current] {
    border-color: var(--accent);
    color: var(--accent);
    font-weight: 600;
  }

  .from-above {
    color: var(--ink-faint);
  }

  .bar {
    position: sticky;
    inset-block-end: var(--space-3);
    z-index: 2;
    display: grid;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    box-shadow: var(--shadow);
  }

  .bar .actions {
    justify-content: space-between;
  }

  .note {
    display: flex;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-3);
    border-radius: var(--radius);
    background: var(--attention-soft);
    color: var(--attention);
    font-size: var(--text-s);
  }

  .versions li {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    align-items: center;
    justify-content: space-between;
    min-block-size: var(--control);
  }

  .rows-of {
    display: grid;
    gap: var(--space-3);
  }

  fieldset.plain {
    display: grid;
    gap: var(--space-6);
  }

  @media (max-width: 48rem) {
    .bar {
      inset-block-end: calc(4.5rem + env(safe-area-inset-bottom));
    }
  }
`;

/** A whole settings page: what stands above and below the parts is the same on each. */
export function settingPage<Kind extends SettingKind>(
  keeper: SettingKeeper<Kind>,
  page: {
    /** what the setting is for; those who may only look are told so instead */
    readonly lead: string;
    readonly parts: TemplateResult;
    /** what saving would bring about, told in the bar */
    readonly effects?: () => TemplateResult | typeof nothing;
  },
): TemplateResult {
  const { data } = keeper;
  return html`<div class="page">
    ${settingHeader(data, data.mayEdit ? page.lead : words().settings.readOnly)} ${page.parts}
    ${settingVersions(data, keeper)}
    ${data.mayEdit ? settingBar(keeper, page.effects?.() ?? nothing) : nothing}
  </div>`;
}

function settingHeader<Kind extends SettingKind>(
  { unit, way, kind }: SettingData<Kind>,
  lead: string,
): TemplateResult {
  const said = words().settings;
  return html`${pageHeader({
    title: said.title[kind],
    eyebrow: html`${way.map(
      ({ id, name }) =>
        html`<a href=${`/units/${id}`}>${name}</a> <span aria-hidden="true">›</span>`,
    )}
        <a href=${`/units/${unit.id}`}>${unit.name}</a>`,
    lead,
  })}
    ${settingTabs(unit.id, kind)}`;
}

/** The settings of a unit, and the week that comes of them. */
export function settingTabs(unitId: string, current: SettingKind | null): TemplateResult {
  const said = words().settings;
  return html`<nav class="tabs" aria-label=${said.tabs} ${ref(currentInSight)}>
    ${settingKinds.map(
      (kind) => html`<a
        href=${`/units/${unitId}/${kind}`}
        aria-current=${kind === current ? 'page' : nothing}
        >${said.title[kind]}</a
      >`,
    )}
    <a href=${`/units/${unitId}/week`}>${said.week}</a>
  </nav>`;
}

/** On a phone not all of the row is to be seen. Only the row moves, never the page. */
function currentInSight(row: Element | undefined): void {
  requestAnimationFrame(() => {
    const current = row?.querySelector('[aria-current]');
    if (!row || !current) return;
    const [all, one] = [row.getBoundingClientRect(), current.getBoundingClientRect()];
    row.scrollLeft += one.left + one.width / 2 - (all.left + all.width / 2);
  });
}

/** Saves, gives up, and says what stands in the way. Not there while nothing was changed. */
function settingBar<Kind extends SettingKind>(
  keeper: SettingKeeper<Kind>,
  effects: TemplateResult | typeof nothing,
): TemplateResult {
  const said = words().settings;
  const { failed, busy, dirty } = keeper;
  if (!dirty && failed === null) return html`<div role="alert"></div>`;
  const meanwhile = failed?.code === 'editedMeanwhile';
  return html`<div class="bar" role="group" aria-label=${said.unsaved}>
    ${effects}
    <div role="alert" class="alert">
      ${
        failed === null
          ? nothing
          : html`<p class="problem">
              ${icon('alert')}<span>${meanwhile ? said.editedMeanwhile : failed.title}</span>
            </p>`
      }
    </div>
    <div class="actions">
      <span class="small soft">${said.unsaved}</span>
      <span class="actions">
        ${
          meanwhile
            ? html`<button type="button" @click=${() => keeper.theirs(false)}>
                  ${words().schedules.takeTheirs}
                </button>
                <button type="button" class="primary" @click=${() => keeper.theirs(true)}>
                  ${words().schedules.keepMine}
                </button>`
            : html`<button type="button" ?disabled=${busy} @click=${() => keeper.discard()}>
                  ${said.discard}
                </button>
                <button type="button" class="primary" ?disabled=${busy} @click=${() => void keeper.save()}>
                  ${words().common.save}
                </button>`
        }
      </span>
    </div>
  </div>`;
}

/** Earlier versions, each to be taken up again. */
function settingVersions<Kind extends SettingKind>(
  { mayEdit, zone }: SettingData<Kind>,
  keeper: SettingKeeper<Kind>,
): TemplateResult | typeof nothing {
  const said = words().settings;
  const [newest, ...earlier] = keeper.versions;
  if (newest === undefined) return nothing;
  const made = (at: number, by: string | null) =>
    html`<span class="number small">
      ${dateAndTime(locale(), zone, at)}${by === null ? nothing : html` · ${by}`}
    </span>`;
  return html`<details class="versions">
    <summary class="small soft">${said.versions(keeper.versions.length)}</summary>
    <ul class="rows">
      <li>${made(newest.at, newest.byName)} <span class="small faint">${said.holdsNow}</span></li>
      ${earlier.map(
        (version) => html`<li>
          ${made(version.at, version.byName)}
          ${
            mayEdit
              ? html`<button type="button" class="quiet" @click=${() => keeper.restore(version)}>
                  ${icon('history')}${said.takeUp}
                </button>`
              : nothing
          }
        </li>`,
      )}
    </ul>
  </details>`;
}
