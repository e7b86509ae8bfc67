/** Invitation: calendar leaf, then words; the QR code stands at the foot. */
import { css } from 'lit';

export const styles = css`
  .invitation {
    grid-template-columns: calc(48 * var(--u)) minmax(0, 1fr);
    gap: calc(9 * var(--u));
    padding: var(--edge-y) var(--edge-x);
    align-items: center;
  }
  .invitation .leaf {
    display: grid;
    text-align: center;
    background: #fbf8ec;
    color: #1b2a5c;
    border-radius: calc(2.4 * var(--u));
    overflow: hidden;
    font-weight: 700;
  }
  .invitation .month {
    background: var(--accent);
    padding: calc(1.6 * var(--u)) calc(2 * var(--u));
    font-weight: 700;
  }
  .invitation .day {
    font-size: calc(34 * var(--u));
    font-weight: 800;
    line-height: 1.05;
    letter-spacing: -0.04em;
    padding-top: calc(2 * var(--u));
  }
  .invitation .weekday {
    padding-inline: calc(2 * var(--u));
  }
  .invitation .time {
    margin: calc(2 * var(--u)) calc(5 * var(--u)) calc(4 * var(--u));
    padding-top: calc(2 * var(--u));
    border-top: calc(0.4 * var(--u)) dashed #8f9ac4;
    font-weight: 800;
  }
  .invitation .words {
    display: grid;
    align-self: stretch;
    grid-template-rows: auto 1fr auto;
    gap: calc(3 * var(--u));
  }
  .invitation .title {
    align-self: center;
  }
  .invitation .foot {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(5 * var(--u));
    align-items: end;
  }
  .invitation .where {
    display: grid;
    gap: calc(1 * var(--u));
    padding-inline-start: calc(3 * var(--u));
    border-inline-start: calc(0.8 * var(--u)) solid var(--accent);
  }
  .invitation .code {
    width: calc(29 * var(--u));
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .invitation {
      grid-template-columns: none;
      grid-template-rows: auto minmax(0, 1fr);
      gap: calc(4 * var(--u));
    }
    .invitation .leaf {
      grid-template-columns: auto minmax(0, 1fr);
      justify-items: start;
      text-align: start;
    }
    .invitation .month {
      grid-column: 1 / -1;
      justify-self: stretch;
      padding-inline: calc(5 * var(--u));
    }
    .invitation .day {
      grid-row: 2 / 4;
      padding: calc(1 * var(--u)) calc(4 * var(--u)) calc(4 * var(--u)) calc(5 * var(--u));
    }
    .invitation .weekday {
      align-self: end;
      padding: 0;
    }
    .invitation .time {
      margin: 0;
      border: 0;
      padding: 0;
      align-self: start;
    }
    .invitation .foot {
      grid-template-columns: none;
      gap: calc(4 * var(--u));
    }
    .invitation .title {
      align-self: start;
    }
    .invitation .code {
      width: calc(27 * var(--u));
    }
  }
`;
