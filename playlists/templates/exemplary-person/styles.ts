/** Exemplary person: the arch at one side, or on top in portrait. */
import { css } from 'lit';

export const styles = css`
  .person {
    grid-template-columns: calc(44 * var(--u)) minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    gap: calc(7 * var(--u));
    padding: var(--edge-y) var(--edge-x);
  }
  .person .arch {
    position: relative;
    margin-bottom: calc(-1 * var(--edge-y));
    border-radius: calc(22 * var(--u)) calc(22 * var(--u)) 0 0;
    background: var(--wash);
    overflow: hidden;
  }
  .person .arch .photo {
    height: 100%;
  }
  .person .arch .lotus {
    --wash: #e9b9c9;
    width: 88%;
    left: 6%;
    bottom: 24%;
  }
  .person .words {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-width: 0;
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .person {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: minmax(0, 1fr) calc(99 * var(--u));
      gap: calc(5 * var(--u));
    }
    .person .arch {
      justify-self: center;
      width: calc(56 * var(--u));
      margin-bottom: 0;
      border-radius: calc(28 * var(--u)) calc(28 * var(--u)) calc(2 * var(--u)) calc(2 * var(--u));
    }
  }
`;
