/** Timetable change: rows beside the margin of an exercise book. */
import { css } from 'lit';

export const styles = css`
  .timetable {
    grid-template-rows: auto minmax(0, 1fr);
    gap: calc(2.4 * var(--u));
    padding: var(--edge-y) var(--edge-x) var(--edge-y) calc(24 * var(--u));
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .timetable {
      padding-inline-start: calc(21 * var(--u));
    }
  }
`;
