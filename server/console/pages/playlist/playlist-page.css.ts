/** How the zones of the editor stand: side by side, below one another, one at a time. */
import { css } from 'lit';

export const playlistPageStyles = css`
  .desk {
    display: grid;
    grid-template-columns: minmax(14rem, 16.5rem) minmax(20rem, 1fr) minmax(19rem, 25rem);
    gap: var(--space-5);
    align-items: start;
  }

  .desk.fixed {
    grid-template-columns: minmax(20rem, 1fr) minmax(20rem, 30rem);
  }

  .zone {
    display: grid;
    gap: var(--space-3);
    align-content: start;
    min-inline-size: 0;
  }

  .zone.add,
  .zone.preview {
    position: sticky;
    inset-block-start: var(--space-4);
    max-block-size: calc(100dvh - 2 * var(--space-4));
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 4px;
    margin: -4px;
  }

  .zone.list {
    padding: var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
  }

  @media (max-width: 72rem) {
    .desk {
      grid-template-columns: minmax(14rem, 17rem) minmax(18rem, 1fr);
    }

    .desk .zone.preview {
      grid-column: 1 / -1;
      grid-row: 1;
      position: static;
      max-block-size: none;
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: var(--space-5);
    }
  }

  @media (max-width: 48rem) {
    .desk,
    .desk.fixed {
      grid-template-columns: minmax(0, 1fr);
    }

    .desk .zone.preview {
      grid-row: auto;
      grid-template-columns: minmax(0, 1fr);
    }

    .zone.add {
      position: static;
      max-block-size: none;
    }

    .zone.list {
      padding: 0;
      border: 0;
      background: none;
    }

    .desk .zone:not(.shown) {
      display: none;
    }
  }
`;
