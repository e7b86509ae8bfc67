/** Invitation: the calendar leaf with the QR code under it, then words; side by side on top in portrait. */
import { css } from 'lit';

export const styles = css`
  .invitation {
    grid-template-columns: calc(48 * var(--u)) minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    gap: calc(7 * var(--u));
    padding: var(--edge-y) var(--edge-x);
  }
  .invitation .side {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: calc(3 * var(--u));
  }
  .invitation .leaf {
    display: grid;
    justify-self: stretch;
    text-align: center;
    background: #fbf8ec;
    color: #1b2a5c;
    border-radius: calc(2.4 * var(--u));
    font-weight: 700;
  }
  .invitation .weekday {
    background: var(--accent);
    border-radius: calc(2.4 * var(--u)) calc(2.4 * var(--u)) 0 0;
    padding: calc(0.8 * var(--u)) 0;
  }
  .invitation .day {
    font-size: calc(34 * var(--u));
    font-weight: 800;
    line-height: 1.06;
    letter-spacing: -0.04em;
  }
  .invitation .month {
    padding-bottom: calc(2.5 * var(--u));
  }
  .invitation.coded .day {
    font-size: calc(22 * var(--u));
  }
  .invitation.coded .month {
    padding-bottom: calc(0.5 * var(--u));
  }
  .invitation .words {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-width: 0;
  }
  .invitation .time {
    color: var(--accent);
  }
  .invitation .code {
    width: calc(36 * var(--u));
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .invitation {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto minmax(0, 1fr);
      gap: calc(5 * var(--u));
    }
    .invitation .side {
      grid-template-columns: calc(42 * var(--u)) calc(38 * var(--u));
      justify-content: space-between;
      align-items: center;
    }
    .invitation .code {
      width: calc(38 * var(--u));
    }
    .invitation.coded .day {
      font-size: calc(24 * var(--u));
    }
  }
`;
