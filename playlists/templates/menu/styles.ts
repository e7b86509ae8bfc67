/** Menu: title, rows between rules, a sprig in the corner. */
import { css } from 'lit';

export const styles = css`
  .menu {
    grid-template-rows: auto 1fr auto;
    gap: calc(2 * var(--u));
    padding: var(--edge-y) var(--edge-x);
  }
  .menu .leaves {
    right: calc(8 * var(--u));
    top: calc(-6 * var(--u));
    height: calc(30 * var(--u));
    transform: rotate(168deg);
  }
  .rows {
    align-self: center;
    display: grid;
  }
  .rows li {
    display: grid;
    align-items: center;
    gap: 0 2%;
    padding-block: calc(0.5 * var(--u));
    border-top: calc(0.25 * var(--u)) solid var(--line);
    font-size: calc(var(--wide) * var(--u));
    line-height: 1.32;
    font-weight: 700;
    overflow-wrap: anywhere;
  }
  .rows.named li {
    grid-template-columns: 25% minmax(0, 1fr);
  }
  .rows li:first-child {
    border-top: 0;
  }
  .rows b {
    font-weight: 800;
    color: var(--accent);
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .rows li {
      font-size: calc(var(--tall) * var(--u));
    }
    .rows.named li {
      grid-template-columns: none;
      padding-block: calc(1.6 * var(--u));
    }
  }
`;
