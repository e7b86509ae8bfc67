/** Announcement: the board, and under it the rail that holds the chalk. */
import { css } from 'lit';

export const styles = css`
  .announcement {
    padding: var(--edge-y) var(--edge-x) 0;
    grid-template-rows: auto 1fr auto;
  }
  .announcement header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(3.4 * var(--u));
  }
  .announcement .audience {
    font-weight: 700;
    padding-inline-start: calc(3.4 * var(--u));
    border-inline-start: calc(0.6 * var(--u)) solid var(--line);
    max-width: calc(94 * var(--u));
  }
  .announcement .words {
    align-self: center;
    display: grid;
    gap: calc(3 * var(--u));
  }
  .announcement .rail {
    min-height: calc(7 * var(--u));
    margin-inline: calc(-1 * var(--edge-x));
    padding: calc(2 * var(--u)) var(--edge-x) calc(4.5 * var(--u));
    background: var(--wash);
    box-shadow: inset 0 calc(0.5 * var(--u)) var(--line);
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .announcement .audience {
      flex-basis: 100%;
      max-width: none;
      padding: 0;
      border: 0;
    }
  }
`;
