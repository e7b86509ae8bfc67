/** Menu: title, rows between rules, a sprig in the corner. */
import { css } from 'lit';

export const styles = css`
  .menu {
    grid-template-rows: auto minmax(0, 1fr);
    gap: calc(2.4 * var(--u));
    padding: var(--edge-y) var(--edge-x);
  }
  .menu header {
    max-width: calc(132 * var(--u));
  }
  .menu .leaves {
    right: calc(8 * var(--u));
    top: calc(-6 * var(--u));
    height: calc(30 * var(--u));
    transform: rotate(168deg);
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .menu header {
      max-width: calc(66 * var(--u));
    }
    .menu .leaves {
      right: calc(4 * var(--u));
      height: calc(26 * var(--u));
    }
  }
`;
