/** Rows: a ruled list of one or two columns. */
import { css } from 'lit';

export const rowsStyles = css`
  .rows {
    display: grid;
    font-size: calc(var(--wide) * var(--u));
    line-height: var(--leading);
    font-weight: 700;
    overflow-wrap: anywhere;
    grid-template-columns: minmax(0, 1fr);
  }
  .rows.beside {
    grid-template-columns: auto minmax(0, 1fr);
  }
  .rows li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    column-gap: 0.8em;
    padding-block: 0.14em;
    border-top: calc(0.25 * var(--u)) solid var(--line);
  }
  .rows li:first-child {
    border-top-color: transparent;
  }
  .rows span:only-child {
    grid-column: 1 / -1;
  }
  .rows span {
    text-wrap: balance;
  }
  .rows b {
    font-weight: 800;
    color: var(--accent);
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .rows {
      font-size: calc(var(--tall) * var(--u));
    }
    .rows.beside,
    .rows li {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
