/** Exemplary person: the arch at one side, or on top in portrait. */
import { css } from 'lit';

export const styles = css`
  .person {
    grid-template-columns: calc(52 * var(--u)) minmax(0, 1fr);
    gap: calc(9 * var(--u));
    padding: var(--edge-y) var(--edge-x);
    align-items: center;
  }
  .person .arch {
    position: relative;
    align-self: stretch;
    margin-bottom: calc(-1 * var(--edge-y));
    border-radius: calc(26 * var(--u)) calc(26 * var(--u)) 0 0;
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
    gap: calc(1.6 * var(--u));
  }
  .person .deed {
    margin-top: calc(2 * var(--u));
    padding-top: calc(3 * var(--u));
    border-top: calc(0.6 * var(--u)) solid var(--line);
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .person {
      grid-template-columns: none;
      grid-template-rows: minmax(0, 1fr) auto;
      gap: calc(5 * var(--u));
    }
    .person .arch {
      justify-self: center;
      width: calc(60 * var(--u));
      margin-bottom: 0;
      border-radius: calc(30 * var(--u)) calc(30 * var(--u)) calc(2 * var(--u)) calc(2 * var(--u));
    }
  }
`;
