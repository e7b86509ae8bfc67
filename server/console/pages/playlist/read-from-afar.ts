/** What an editor is told while a slide is written: whether it can be read from where people stand. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { type Concern, concernText, legibility } from '#playlists/templates/legibility.ts';
import type { SlideTemplate } from '#playlists/templates/template.ts';
import { icon } from '../../design/icons.ts';
import { locale, words } from '../../locales/words.ts';

export const readFromAfarStyles = css`
  .afar {
    display: grid;
    gap: var(--space-1);
    padding: var(--space-2) var(--space-3);
    border-radius: var(--radius);
    background: var(--sunken);
    color: var(--ink-soft);
    font-size: var(--text-s);
  }

  .afar.matters {
    background: var(--attention-soft);
  }

  .afar.matters .wrong {
    color: var(--attention);
  }

  .afar li {
    display: flex;
    gap: var(--space-2);
    align-items: flex-start;
  }

  .afar .icon {
    flex: none;
    margin-block-start: 0.15em;
  }
`;

/** Pages are no mistake, only slower to read; all else somebody should put right. */
const isWrong = (concern: Concern) => concern !== 'pages';

/** As on a usual screen: an editor's playlist is shown on many, of which some were never measured. */
export function readFromAfar(
  template: SlideTemplate,
  data: Readonly<Record<string, unknown>>,
): TemplateResult {
  const told = legibility(template, data);
  const line = (concern: Concern) => html`<li class=${isWrong(concern) ? 'wrong' : ''}>
    ${icon(isWrong(concern) ? 'warning' : 'slide')}
    <span>${concernText(concern, told)[locale()]}</span>
  </li>`;
  return html`<div role="status" class="alert">
    ${
      told.concerns.length === 0
        ? nothing
        : html`<ul
            class="afar ${told.concerns.some(isWrong) ? 'matters' : ''}"
            aria-label=${words().playlists.readFromAfar}
          >
            ${told.concerns.map(line)}
          </ul>`
    }
  </div>`;
}
