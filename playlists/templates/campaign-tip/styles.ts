/** Campaign tip: words above, motif below; in portrait the motif is a tall foot. */
import { css } from 'lit';

export const styles = css`
  .tip {
    padding: var(--edge-y) var(--edge-x);
    grid-template-rows: auto auto 1fr;
    gap: calc(2 * var(--u));
  }
  .tip .label,
  .tip .words {
    position: relative;
  }
  .tip .words {
    display: grid;
    gap: calc(1.6 * var(--u));
    max-width: calc(132 * var(--u));
  }
  .tip .lead {
    color: var(--accent);
    line-height: calc(var(--leading) * 0.9);
    letter-spacing: -0.02em;
  }
  .tip .rule {
    font-weight: 700;
  }
  .tip .detail {
    max-width: calc(94 * var(--u));
  }
  .tip .waves {
    inset: auto 0 0;
    width: 100%;
    height: 24%;
  }
  .tip .ring {
    width: calc(38 * var(--u));
    right: calc(6 * var(--u));
    bottom: calc(4 * var(--u));
    transform: rotate(-14deg);
  }
  .tip .friends {
    right: calc(4 * var(--u));
    bottom: 0;
    width: calc(64 * var(--u));
    height: auto;
  }
  .tip .crossing {
    inset: auto 0 0;
    width: 100%;
    height: 15%;
  }
  .tip .leaves {
    right: calc(7 * var(--u));
    bottom: calc(-5 * var(--u));
    height: calc(50 * var(--u));
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .tip .waves {
      height: 20%;
    }
    .tip .ring {
      width: calc(34 * var(--u));
      bottom: calc(10 * var(--u));
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
