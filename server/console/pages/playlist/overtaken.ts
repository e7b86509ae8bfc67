/** Somebody else saved first: what the editor asks then. Mine, theirs or both. */
import { css, html, type TemplateResult } from 'lit';
import { words } from '../../locales/words.ts';
import type { Desk } from './desk.ts';

export const overtakenStyles = css`
  .overtaken {
    display: grid;
    gap: var(--space-3);
    padding: var(--space-4) var(--space-5);
    border: 1px solid var(--attention);
    border-radius: var(--radius-l);
    background: var(--attention-soft);
  }

  .overtaken ul {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3) var(--space-5);
  }

  .overtaken li {
    display: grid;
    gap: var(--space-1);
  }
`;

export function overtakenQuestion(desk: Desk): TemplateResult {
  const said = words().playlists;
  if (desk.saving?.kind !== 'overtaken') return html`<div role="alert" hidden></div>`;
  return html`<div class="overtaken" role="alert">
    <h2>${said.overtakenTitle}</h2>
    <p>${said.overtakenText}</p>
    <ul>
      <li>
        <button type="button" class="primary" @click=${() => desk.keepMine()}>
          ${said.overtakenMine}
        </button>
        <span class="small soft">${said.overtakenMineText}</span>
      </li>
      <li>
        <button type="button" @click=${() => desk.takeTheirs()}>${said.overtakenTheirs}</button>
        <span class="small soft">${said.overtakenTheirsText}</span>
      </li>
      <li>
        <button type="button" @click=${() => desk.keepBoth()}>${said.overtakenBoth}</button>
        <span class="small soft">${said.overtakenBothText}</span>
      </li>
    </ul>
  </div>`;
}
