/** News: story beside the margin of an exercise book, or beside (portrait: below) its photo. */
import { css } from 'lit';

export const styles = css`
  .news {
    grid-template-rows: minmax(0, 1fr);
    padding: var(--edge-y) var(--edge-x) var(--edge-y) calc(24 * var(--u));
  }
  .news .story {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-width: 0;
  }
  .news.illustrated {
    grid-template-columns: minmax(0, 1fr) 33%;
    padding: 0;
  }
  .news.illustrated .story {
    padding: var(--edge-y) calc(5 * var(--u)) var(--edge-y) var(--edge-x);
  }
  .news.illustrated .photo {
    order: 1;
  }
  .news.illustrated .dots {
    inset-inline-end: calc(33cqw + 1.4 * var(--u));
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .news {
      padding-inline-start: calc(21 * var(--u));
    }
    .news.illustrated {
      grid-template-columns: none;
      grid-template-rows: 37% minmax(0, 1fr);
    }
    .news.illustrated .photo {
      order: 0;
    }
    .news.illustrated .story {
      padding: calc(5 * var(--u)) var(--edge-x) var(--edge-y);
    }
    .news.illustrated .dots {
      inset-inline-end: calc(3.4 * var(--u));
      inset-block-start: 37cqh;
    }
  }
`;
