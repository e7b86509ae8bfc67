/** A promise that can't be kept, in words: before publishing, and after an earlier version came back. */
import { html, type TemplateResult } from 'lit';
import type { Unmet } from '#shared/api/rehearsal.ts';
import type { Words } from '../../locales/words.ts';

export function promiseText(
  { rehearsal: said }: Words,
  { name, per, asked, planned, screens, date }: Unmet,
): TemplateResult {
  const since = date === null ? '' : `, ${said.promiseFrom(date.split('-').reverse().join('/'))}`;
  return html`<b>${name}</b>: ${said.promise[per](asked, planned)}
    ${said.promiseOn(screens)}${since}.`;
}
