/** Looks of what is dragged: shared by the palette and the list, because a tile travels between them. */
import { css } from 'lit';

/** Sortable's name for lists between which tiles may travel. */
export const DRAG_GROUP = 'playlist';

export const tileStyles = css`
  .tiles {
    display: grid;
    gap: var(--space-1);
  }

  .tile {
    display: grid;
    grid-template-columns: 4.25rem minmax(0, 1fr) auto;
    gap: var(--space-2);
    align-items: center;
    padding: var(--space-2);
    border-radius: var(--radius);
    cursor: grab;
    user-select: none;
  }

  .tile:hover {
    background: var(--sunken);
  }

  .thumb {
    position: relative;
    display: grid;
    place-items: center;
    aspect-ratio: 16 / 9;
    border-radius: var(--radius-s);
    background: var(--sunken);
    color: var(--ink-faint);
    overflow: hidden;
  }

  .thumb img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .thumb bt-slide {
    position: absolute;
    inset: 0;
  }

  .text {
    display: grid;
    min-inline-size: 0;
  }

  .name {
    display: -webkit-box;
    overflow: hidden;
    font-weight: 500;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .beneath {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-2);
    align-items: center;
    color: var(--ink-faint);
    font-size: var(--text-xs);
  }

  .tile.picture {
    grid-template-columns: minmax(0, 1fr) auto;
  }

  .tile.picture .thumb {
    grid-column: 1 / -1;
    border: 1px solid var(--line);
  }

  /* on its way into the list: as low as the rows that it will stand between */
  ol > .tile {
    grid-template-columns: 5rem minmax(0, 1fr);
    padding-inline-start: 2.25rem;
  }

  ol > .tile .thumb {
    grid-column: auto;
  }

  ol > .tile :is(.beneath, .add) {
    display: none;
  }

  /* a copy of an element has no properties, and so no picture */
  .sortable-fallback .thumb:has(bt-slide) {
    display: none;
  }

  @media (max-width: 48rem) {
    .tiles.pictures {
      grid-template-columns: 1fr 1fr;
    }
  }

  .sortable-ghost {
    opacity: 0.4;
    outline: 2px dashed var(--accent);
    outline-offset: -2px;
  }

  .sortable-fallback {
    background: var(--surface);
    box-shadow: var(--shadow-high);
    opacity: 0.95 !important;
  }
`;
