/** Campaign tip: words above, motif along the foot; in portrait the motif is a tall foot. */
import { css } from 'lit';

export const styles = css`
  .tip {
    padding: var(--edge-y) var(--edge-x);
    align-content: start;
  }
  .tip > .label,
  .tip .pages {
    position: relative;
  }
  .tip .page {
    align-content: start;
  }
  .tip .lead {
    color: var(--accent);
    letter-spacing: -0.02em;
  }
  .tip .rule {
    font-weight: 700;
  }
  .tip .dots {
    inset-inline-end: calc(-5.6 * var(--u));
  }
  .tip .waves {
    inset: auto 0 0;
    width: 100%;
    height: 24%;
  }
  .tip .ring {
    width: calc(25 * var(--u));
    right: calc(11 * var(--u));
    bottom: calc(1.5 * var(--u));
    transform: rotate(-14deg);
  }
  .tip .friends {
    right: calc(9 * var(--u));
    bottom: 0;
    width: calc(70 * var(--u));
    height: auto;
  }
  .tip .crossing {
    inset: auto 0 0;
    width: 100%;
    height: 20%;
  }
  .tip .leaves {
    right: calc(12 * var(--u));
    bottom: calc(-2 * var(--u));
    height: calc(29 * var(--u));
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .tip .waves {
      height: 20%;
    }
    .tip .ring {
      width: calc(36 * var(--u));
      bottom: calc(7 * var(--u));
    }
    .tip .friends {
      right: calc(50cqw - 50 * var(--u));
      width: calc(100 * var(--u));
    }
    .tip .leaves {
      height: calc(46 * var(--u));
    }
  }
`;
