/** Countdown: the title above, the figure in the middle, the date below. */
import { css } from 'lit';

export const styles = css`
  .countdown {
    grid-template-rows: auto minmax(0, 1fr) auto;
    padding: var(--edge-y) var(--edge-x);
  }
  .countdown .figure {
    align-self: center;
    display: flex;
    align-items: baseline;
    gap: calc(4 * var(--u));
    font-size: calc(13 * var(--u));
    font-weight: 700;
    line-height: 1.2;
  }
  .countdown .figure b {
    font-weight: 800;
    letter-spacing: -0.04em;
    font-variant-numeric: tabular-nums;
  }
  .countdown .figure b,
  .countdown .over {
    color: var(--accent);
  }
  .countdown .page.turns {
    align-content: end;
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .countdown .figure {
      flex-direction: column;
      align-items: start;
      gap: 0;
    }
  }
`;
