/** Announcement: the board, and under it the rail that holds the chalk. */
import { css } from 'lit';

export const styles = css`
  .announcement {
    padding: var(--edge-y) var(--edge-x) 0;
    grid-template-rows: auto minmax(0, 1fr) auto;
  }
  .announcement .rail {
    height: max(9 * var(--u), 6cqh);
    margin-inline: calc(-1 * var(--edge-x));
    background: var(--wash);
    box-shadow: inset 0 calc(0.5 * var(--u)) var(--line);
  }
`;
