/** One file in the grid of the library: picture, name, whose it is, and what it still needs. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Asset } from '#shared/api/resources.ts';
import { icon } from '../../design/icons.ts';
import { duration, relative } from '../../locales/formats.ts';
import { locale } from '../../locales/words.ts';
import { kindIcon, kindName, lengthOf, posterOf, standingPill } from './asset.ts';

export const assetCardStyles = css`
  .assets {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
    gap: var(--space-5) var(--space-4);
  }

  .asset {
    position: relative;
    display: grid;
    align-content: start;
    gap: var(--space-2);
  }

  .picture {
    position: relative;
    display: grid;
    place-items: center;
    aspect-ratio: 16 / 9;
    border-radius: var(--radius);
    background: var(--sunken);
    color: var(--ink-faint);
    overflow: hidden;
  }

  .picture img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }

  .picture > .icon {
    inline-size: 1.75rem;
    block-size: 1.75rem;
    stroke-width: 1.4;
  }

  .picture .length {
    position: absolute;
    inset-block-end: var(--space-2);
    inset-inline-end: var(--space-2);
    padding: 0 0.4em;
    border-radius: var(--radius-s);
    background: rgb(10 20 18 / 78%);
    color: #fff;
    font-size: var(--text-xs);
    font-variant-numeric: tabular-nums;
  }

  .asset h2 {
    font-size: var(--text-m);
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  /* the whole card is the link's target, while the link's name stays the title alone */
  .asset h2 a::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--radius);
  }

  .asset h2 a:focus-visible {
    box-shadow: none;
  }

  .asset h2 a:focus-visible::after {
    box-shadow: var(--ring);
  }

  .asset:hover h2 a {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .asset .about {
    color: var(--ink-faint);
    font-size: var(--text-s);
  }

  @media (max-width: 40rem) {
    .assets {
      grid-template-columns: 1fr;
      gap: 0;
    }

    .asset {
      grid-template-columns: 7.5rem 1fr;
      gap: var(--space-1) var(--space-3);
      padding-block: var(--space-3);
      border-block-end: 1px solid var(--line);
    }

    .asset .picture {
      grid-row: span 3;
      align-self: start;
    }
  }
`;

/** @param unitName whose file it is; left out when everything on the page is of one unit */
export function assetCard(asset: Asset, unitName: string | null, now: number): TemplateResult {
  const poster = posterOf(asset);
  const length = lengthOf(asset);
  return html`
    <li class="asset">
      <div class="picture">
        ${
          poster === null
            ? icon(kindIcon(asset.kind))
            : html`<img src=${poster} alt="" loading="lazy" decoding="async" />`
        }
        ${length === null ? nothing : html`<span class="length">${duration(length)}</span>`}
      </div>
      <h2><a class="plain" href=${`/library/${asset.id}`}>${asset.title}</a></h2>
      <p class="about">
        ${unitName === null ? nothing : html`${unitName}<br />`}${kindName(asset.kind)} ·
        ${relative(locale(), asset.createdAt, now)}
      </p>
      <div>${standingPill(asset)}</div>
    </li>
  `;
}
