/** A photo that fills its box; a file that can't be shown leaves the box's own colour, no broken icon. */
import { html, type TemplateResult } from 'lit';
import type { SlideContext } from '../template.ts';

export function photo(sha256: string, context: SlideContext): TemplateResult {
  const picture = context.picture?.(sha256);
  if (picture) return html`<figure class="photo">${picture}</figure>`;
  return html`<figure class="photo">
    <img src=${context.mediaUrl(sha256)} alt="" decoding="sync" @error=${hide} />
  </figure>`;
}

function hide(event: Event): void {
  (event.currentTarget as HTMLElement).hidden = true;
}
