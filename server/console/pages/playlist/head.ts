/** The head of the editor: name, how far it is kept, undo and redo, the way to a schedule, themes. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../design/icons.ts';
import { pill } from '../../design/parts.ts';
import '../../design/theme-picker.ts';
import type { ThemesChosen } from '../../design/theme-picker.ts';
import { words } from '../../locales/words.ts';
import type { Desk } from './desk.ts';
import type { PlaylistData } from './load.ts';

export const headStyles = css`
  .head {
    display: grid;
    gap: var(--space-1);
  }

  .title {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-4);
    align-items: center;
  }

  .title h1 {
    flex: 1 1 18rem;
    min-inline-size: 0;
  }

  .title input {
    inline-size: 100%;
    padding: 0 var(--space-2) !important;
    margin-inline-start: calc(-1 * var(--space-2) - 1px);
    border-color: transparent !important;
    background: transparent !important;
    font-size: var(--text-2xl) !important;
    font-weight: 600 !important;
    letter-spacing: -0.012em;
  }

  .title input:hover {
    border-color: var(--line) !important;
  }

  .title input:focus {
    border-color: var(--accent) !important;
    background: var(--surface) !important;
  }

  bt-theme-picker {
    max-inline-size: 26rem;
  }

  .state {
    display: inline-flex;
    gap: var(--space-1);
    align-items: center;
  }
`;

export function head(data: PlaylistData, desk: Desk): TemplateResult {
  const said = words().playlists;
  const { playlist, unitName, mayEdit, maySchedule, onAir, themes } = data;
  return html`<header class="head">
    <div class="eyebrow">
      <a href="/playlists">${said.back}</a><span aria-hidden="true">/</span><span>${unitName}</span>
      ${onAir.length > 0 ? pill('accent', 'onAir', said.onAir) : nothing}
    </div>
    <div class="title">
      <h1>${mayEdit ? nameField(desk) : playlist.name}</h1>
      ${
        mayEdit
          ? html`<div class="actions">${keptState(desk)} ${travelButtons(desk)}</div>`
          : nothing
      }
      ${
        maySchedule
          ? html`<a class="button primary" href=${`/schedules/new?playlist=${playlist.id}`}>
              ${icon('schedules')}${said.schedule}
            </a>`
          : nothing
      }
    </div>
    ${
      mayEdit
        ? html`<bt-theme-picker
            .themes=${themes}
            .value=${desk.draft.themes}
            @change=${(event: ThemesChosen) => desk.edit({ kind: 'themes', themes: event.detail })}
          ></bt-theme-picker>`
        : html`<p class="soft">${said.readOnly}</p>`
    }
  </header>`;
}

function nameField(desk: Desk): TemplateResult {
  const said = words().playlists;
  return html`<input
    aria-label=${said.name}
    placeholder=${said.untitled}
    maxlength="160"
    autocomplete="off"
    .value=${desk.draft.name}
    @input=${(event: Event) =>
      desk.edit({ kind: 'rename', name: (event.target as HTMLInputElement).value })}
  />`;
}

function keptState({ saving, unfinished }: Desk): TemplateResult | typeof nothing {
  const said = words().playlists;
  if (!saving) return nothing;
  const text =
    saving.kind === 'saved' && unfinished.size > 0
      ? said.savedExcept(unfinished.size)
      : said.saving[saving.kind];
  const trouble = saving.kind === 'unreachable' || saving.kind === 'refused';
  return html`<span class="state small ${trouble ? 'error' : 'faint'}" role="status">
    ${saving.kind === 'saved' ? icon('check') : trouble ? icon('alert') : nothing}
    <span>${text}</span>
    ${
      saving.kind === 'refused'
        ? html`<span>: ${Object.values(saving.problem.fields)[0] ?? saving.problem.title}</span>`
        : nothing
    }
  </span>`;
}

function travelButtons(desk: Desk): readonly TemplateResult[] {
  const said = words().playlists;
  const ways = [
    {
      name: 'back',
      label: said.undo,
      keys: 'Control+Z',
      open: desk.undoable,
      go: () => desk.undo(),
    },
    {
      name: 'redo',
      label: said.redo,
      keys: 'Control+Shift+Z',
      open: desk.redoable,
      go: () => desk.redo(),
    },
  ] as const;
  return ways.map(
    ({ name, label, keys, open, go }) => html`<button
      type="button"
      class="quiet only-icon"
      aria-label=${label}
      aria-keyshortcuts=${keys}
      title=${`${label} (${keys.replace('Control', 'Ctrl').replace('Shift', '⇧')})`}
      ?disabled=${!open}
      @click=${go}
    >
      ${icon(name)}
    </button>`,
  );
}
