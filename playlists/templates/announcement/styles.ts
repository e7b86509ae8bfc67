/** Announcement: the board, and under it the rail that holds the chalk. */
import { css } from 'lit';

export const styles = css`
  .announcement {
    padding: var(--edge-y) var(--edge-x) 0;
    grid-template-rows: auto 1fr auto;
  }
  .announcement .label {
    flex-wrap: wrap;
    gap: 0 0.7em;
  }
  .announcement .audience {
    letter-spacing: 0;
    text-transform: none;
    color: var(--ink);
    font-weight: 700;
  }
  .announcement .audience::before {
    content: '';
    display: inline-block;
    width: 1.6em;
    height: 0.12em;
    margin-inline-end: 0.7em;
    vertical-align: 0.3em;
    background: var(--accent);
  }
  .announcement .words {
    align-self: center;
    display: grid;
    gap: calc(3 * var(--u));
  }
  .announcement .body {
    color: var(--soft);
    text-wrap: pretty;
  }
  .announcement .from {
    min-height: calc(7 * var(--u));
    margin-inline: calc(-1 * var(--edge-x));
    padding: calc(2 * var(--u)) var(--edge-x) calc(4.5 * var(--u));
    background: var(--wash);
    box-shadow: inset 0 calc(0.5 * var(--u)) var(--line);
  }
`;
