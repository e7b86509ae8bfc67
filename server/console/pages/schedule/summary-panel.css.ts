/** The looks of `<bt-schedule-summary>`. */
import { css } from 'lit';

export const summaryStyles = css`
  aside {
    display: grid;
    gap: var(--space-4);
  }

  .sentence {
    font-size: var(--text-l);
    line-height: 1.65;
    text-wrap: pretty;
  }

  .reach {
    display: grid;
    grid-template-columns: repeat(3, auto);
    gap: 0 var(--space-4);
    justify-content: space-between;
    padding-block: var(--space-3);
    border-block: 1px solid var(--line);
  }

  .reach div {
    display: grid;
  }

  .reach dt {
    order: 1;
    color: var(--ink-faint);
    font-size: var(--text-xs);
  }

  .reach dd {
    font-size: var(--text-xl);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1.4;
  }

  .notes {
    display: grid;
    gap: var(--space-2);
  }

  .actions > * {
    flex: 1 1 auto;
  }

  .later {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-2);
    margin-inline-start: calc(-1 * var(--space-4));
  }
`;
