/** Official document: ink on paper, a bar at its edge as on a folder. */
import { css } from 'lit';

export const styles = css`
  .document {
    grid-template-rows: minmax(0, 1fr);
    padding: var(--edge-y) var(--edge-x);
    column-gap: calc(8 * var(--u));
    box-shadow: inset calc(2.6 * var(--u)) 0 var(--ink);
  }
  .document .agency {
    color: var(--accent);
  }
  .document .read {
    align-self: center;
    width: calc(44 * var(--u));
    text-align: center;
  }
  .document .code {
    margin-bottom: calc(1.5 * var(--u));
  }
  .document.coded {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .document.coded {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(0, 1fr) auto;
    }
    .document .read {
      justify-self: start;
    }
  }
`;
