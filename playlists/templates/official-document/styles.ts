/** Official document: white page on paper, ruled under its heading. */
import { css } from 'lit';

export const styles = css`
  .document {
    grid-template-rows: auto minmax(0, 1fr);
    padding: var(--edge-y) var(--edge-x);
    column-gap: calc(7 * var(--u));
  }
  .document header {
    grid-column: 1 / -1;
    padding-bottom: calc(2.5 * var(--u));
    border-bottom: calc(0.8 * var(--u)) solid var(--ink);
  }
  .document header .small {
    color: var(--accent);
  }
  .document .words {
    align-self: center;
    display: grid;
    gap: calc(3 * var(--u));
  }
  .document .read {
    align-self: center;
    display: grid;
    gap: calc(1.5 * var(--u));
    width: calc(38 * var(--u));
    text-align: center;
    font-size: calc(4.5 * var(--u));
    font-weight: 700;
    line-height: 1.35;
    color: var(--soft);
  }
  .document.coded {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .document.coded {
      grid-template-columns: none;
      grid-template-rows: auto minmax(0, 1fr) auto;
    }
    .document .read {
      justify-self: center;
    }
  }
`;
