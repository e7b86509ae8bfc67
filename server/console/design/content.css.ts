/** Page parts that recur: header, section, list, table that turns into cards, pill, empty state. */
import { css } from 'lit';

export const content = css`
  .page {
    display: grid;
    gap: var(--space-6);
  }

  .page-header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3) var(--space-5);
    align-items: flex-end;
    justify-content: space-between;
  }

  .page-header > div:first-child {
    display: grid;
    gap: var(--space-1);
    min-inline-size: min(100%, 18rem);
    flex: 1;
  }

  .eyebrow {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-2);
    font-size: var(--text-s);
    color: var(--ink-faint);
  }

  .eyebrow a {
    color: inherit;
  }

  .lead {
    max-inline-size: 60ch;
    color: var(--ink-soft);
  }

  .section {
    display: grid;
    gap: var(--space-3);
    align-content: start;
  }

  .section-header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-4);
    align-items: baseline;
    justify-content: space-between;
  }

  .panel {
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    padding: var(--space-5);
  }

  .rows > * + * {
    border-block-start: 1px solid var(--line);
  }

  .facts {
    display: grid;
    grid-template-columns: minmax(7rem, auto) 1fr;
    gap: var(--space-2) var(--space-5);
  }

  .facts dt {
    color: var(--ink-faint);
    font-size: var(--text-s);
  }

  .facts dd {
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }

  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.375em;
    padding: 0.0625rem 0.625em 0.0625rem 0.5em;
    border-radius: 99px;
    background: var(--sunken);
    color: var(--ink-soft);
    font-size: var(--text-xs);
    font-weight: 500;
    line-height: 1.7;
    white-space: nowrap;
  }

  .pill .icon {
    inline-size: 1.1em;
    block-size: 1.1em;
    vertical-align: -0.2em;
  }

  .pill.good {
    background: var(--good-soft);
    color: var(--good);
  }

  .pill.attention {
    background: var(--attention-soft);
    color: var(--attention);
  }

  .pill.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }

  .pill.accent {
    background: var(--accent-soft);
    color: var(--accent);
  }

  .tag {
    display: inline-block;
    margin-inline-start: var(--space-1);
    vertical-align: 0.05em;
    padding: 0 0.5em;
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    font-size: var(--text-xs);
    color: var(--ink-soft);
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-inline-size: 0;
  }

  .chip .initials {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 2rem;
    block-size: 2rem;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent);
    font-size: var(--text-xs);
    font-weight: 600;
  }

  .empty {
    display: grid;
    justify-items: center;
    gap: var(--space-3);
    padding: var(--space-7) var(--space-5);
    border: 1px dashed var(--line-strong);
    border-radius: var(--radius-l);
    text-align: center;
  }

  .empty > .icon {
    inline-size: 2rem;
    block-size: 2rem;
    color: var(--ink-faint);
    stroke-width: 1.4;
  }

  .empty p {
    max-inline-size: 46ch;
    color: var(--ink-soft);
  }

  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 0.375rem;
    border: 0;
    border-radius: 99px;
    background: var(--sunken);
    overflow: hidden;
  }

  progress::-webkit-progress-bar {
    background: var(--sunken);
  }

  progress::-webkit-progress-value {
    background: var(--accent);
    border-radius: 99px;
    transition: inline-size var(--quick);
  }

  details > summary {
    cursor: pointer;
  }
`;

/**
 * A table at the desk; on a phone each row is a card, and every cell brings its column's name along
 * from `data-label`. The roles are written out in the markup, because `display` takes them away.
 */
export const tables = css`
  table {
    inline-size: 100%;
    border-collapse: collapse;
    text-align: start;
  }

  th {
    padding: var(--space-2) var(--space-3);
    border-block-end: 1px solid var(--line-strong);
    color: var(--ink-faint);
    font-size: var(--text-xs);
    font-weight: 500;
    text-align: start;
    white-space: nowrap;
  }

  td {
    padding: var(--space-3);
    border-block-end: 1px solid var(--line);
    vertical-align: middle;
  }

  th:first-child,
  td:first-child {
    padding-inline-start: 0;
  }

  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }

  tbody tr {
    transition: background var(--quick);
  }

  .cell-end {
    text-align: end;
  }

  @media (max-width: 48rem) {
    table,
    tbody,
    tr,
    td {
      display: block;
    }

    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    tbody {
      display: grid;
      gap: var(--space-3);
    }

    tr {
      padding: var(--space-3) var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--surface);
    }

    td {
      display: flex;
      gap: var(--space-4);
      justify-content: space-between;
      align-items: center;
      padding: var(--space-1) 0;
      border: 0;
      text-align: end;
    }

    td[data-label]::before {
      content: attr(data-label);
      color: var(--ink-faint);
      font-size: var(--text-s);
      text-align: start;
      flex: none;
    }

    td.headline {
      display: block;
      padding-block-end: var(--space-2);
      text-align: start;
    }

    td:empty {
      display: none;
    }
  }
`;
