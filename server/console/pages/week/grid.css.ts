/** Looks of the week's grid: calm tints by class, hatching for what is not on air. */
import { css } from 'lit';

export const gridStyles = css`
  :host {
    --hour: 3.5rem;
    --axis: 3.25rem;
    --day-strip: 0.5rem;
    display: block;
  }

  .week {
    display: grid;
    grid-template-columns: var(--axis) repeat(7, minmax(0, 1fr));
    grid-template-rows: auto auto auto;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    overflow: clip;
  }

  .axis,
  .day {
    display: grid;
    grid-row: 1 / 4;
    grid-template-rows: subgrid;
    min-inline-size: 0;
  }

  .day {
    border-inline-start: 1px solid var(--line);
  }

  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 5;
    padding: var(--space-2) var(--space-2) var(--space-1);
    border-block-end: 1px solid var(--line);
    background: var(--surface);
    font-size: var(--text-s);
  }

  .head h2 {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-1);
    align-items: baseline;
    font-size: var(--text-s);
  }

  .head .date {
    color: var(--ink-faint);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }

  .today .head {
    box-shadow: inset 0 3px 0 var(--accent);
  }

  .today .head h2 {
    color: var(--accent);
  }

  .head p {
    color: var(--attention);
    font-size: var(--text-xs);
    line-height: 1.5;
    overflow-wrap: anywhere;
  }

  .head p.themed {
    color: var(--ink-faint);
  }

  .all-day {
    display: grid;
    gap: 2px;
    align-content: start;
    min-block-size: 0.5rem;
    padding: 2px;
    border-block-end: 1px solid var(--line-strong);
  }

  .axis .all-day {
    padding-inline: 0 var(--space-2);
    color: var(--ink-faint);
    font-size: 0.6875rem;
    line-height: 1.5;
    text-align: end;
  }

  .hours {
    position: relative;
    block-size: calc(var(--hour) * var(--shown));
  }

  .axis .hours span {
    position: absolute;
    inset-inline-end: var(--space-2);
    translate: 0 -50%;
    color: var(--ink-faint);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .column {
    background: repeating-linear-gradient(
      to bottom,
      var(--line) 0 1px,
      transparent 1px var(--hour)
    );
    touch-action: pan-y;
  }

  .off .column {
    background-color: color-mix(in srgb, var(--sunken) 70%, transparent);
  }

  .period {
    position: absolute;
    inset-inline: 0;
    padding-inline: 0.25rem calc(var(--day-strip) + 0.25rem);
    background: color-mix(in srgb, var(--ink) 3%, transparent);
    color: var(--ink-faint);
    font-size: 0.6875rem;
    line-height: 1.4;
    text-align: end;
    overflow: hidden;
    white-space: nowrap;
    pointer-events: none;
  }

  .period.free {
    background: color-mix(in srgb, var(--attention) 9%, transparent);
  }

  /* the school's day stays to be seen at the edge, however full the day is */
  .period::after {
    content: '';
    position: absolute;
    inset-block: 1px;
    inset-inline-end: 1px;
    inline-size: calc(var(--day-strip) - 3px);
    border-radius: 2px;
    background: color-mix(in srgb, var(--ink) 16%, transparent);
  }

  .period.free::after {
    background: color-mix(in srgb, var(--attention) 38%, transparent);
  }

  .now {
    position: absolute;
    inset-inline: 0;
    z-index: 3;
    block-size: 1px;
    background: color-mix(in srgb, var(--bad) 70%, transparent);
    pointer-events: none;
  }

  .now::before {
    content: '';
    position: absolute;
    inset-block-start: -3px;
    inset-inline-start: -4px;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--bad);
  }

  .place {
    --width: calc((100% - var(--day-strip)) / var(--lanes));

    position: absolute;
    z-index: 2;
    inset-inline-start: calc(var(--width) * var(--lane));
    inline-size: var(--width);
    padding: 0 2px 1px 1px;
    /* what a period is called does not show between blocks that stand on it */
    background: var(--surface);
    container-type: inline-size;
  }

  .off .place {
    background: color-mix(in srgb, var(--sunken) 70%, var(--surface));
  }

  .block {
    --tint: color-mix(in srgb, var(--accent) 13%, var(--surface));
    --edge: color-mix(in srgb, var(--accent) 60%, var(--surface));
    position: relative;
    display: flex;
    flex-direction: column;
    gap: 0;
    align-items: stretch;
    justify-content: flex-start;
    inline-size: 100%;
    block-size: 100%;
    min-inline-size: 0;
    min-block-size: 0;
    padding: 1px 0.25rem 1px 0.4375rem;
    border: 1px solid transparent;
    border-inline-start: 3px solid var(--edge);
    border-radius: var(--radius-s);
    background: var(--tint);
    color: var(--ink);
    font-size: 0.75rem;
    font-weight: 500;
    line-height: 1.35;
    text-align: start;
    overflow: hidden;
    user-select: none;
    -webkit-touch-callout: none;
  }

  .block:hover {
    border-color: var(--edge);
    background: color-mix(in srgb, var(--accent) 6%, var(--tint));
  }

  .block:focus-visible {
    z-index: 4;
    border-radius: var(--radius-s);
    outline: 2px solid var(--accent);
    outline-offset: -1px;
    box-shadow: none;
  }

  .block.priority {
    --tint: color-mix(in srgb, var(--accent) 27%, var(--surface));
    --edge: var(--accent);
  }

  .block.filler {
    --tint: color-mix(in srgb, var(--ink) 6%, var(--surface));
    --edge: var(--line-strong);
  }

  .block.takeover {
    border: 2px solid var(--edge);
    border-inline-start-width: 4px;
  }

  .block.once {
    border-block-start: 2px solid var(--edge);
  }

  .block.draft,
  .block.edited {
    border: 1px dashed var(--edge);
    border-inline-start: 3px dashed var(--edge);
    background:
      repeating-linear-gradient(
        -45deg,
        color-mix(in srgb, var(--ink) 7%, transparent) 0 4px,
        transparent 4px 9px
      ),
      var(--tint);
  }

  .block.draft {
    --tint: var(--surface);
  }

  .block.movable {
    cursor: grab;
  }

  .block.lifted {
    opacity: 0.4;
  }

  .block .name {
    overflow: hidden;
    overflow-wrap: normal;
  }

  .block.middle .name,
  .block.low .name,
  .block .time {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* Four words side by side in a day: small, no word cut off, and the axis tells the hours. */
  @container (max-width: 4.5rem) {
    .block {
      padding-inline: 0.25rem 0.125rem;
      font-size: 0.6875rem;
      letter-spacing: -0.01em;
    }

    .block .name {
      overflow-wrap: anywhere;
    }

    .block.high .time,
    .block.middle .time {
      display: none;
    }
  }

  .block .time {
    color: var(--ink-soft);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }

  .block.low:has(.badges) .name,
  .block:not(.low):has(.badges) .time {
    padding-inline-end: 1rem;
  }

  .block.low:has(.badges > :nth-child(2)) .name {
    padding-inline-end: 1.9rem;
  }

  .block.low {
    flex-direction: row;
    gap: 0.375em;
    align-items: center;
    line-height: 1.15;
    white-space: nowrap;
  }

  .badges {
    position: absolute;
    inset-block-end: 1px;
    inset-inline-end: 2px;
    display: flex;
    gap: 1px;
    border-radius: 99px;
    background: color-mix(in srgb, var(--tint) 85%, transparent);
  }

  .low .badges {
    inset-block: 0;
    align-items: center;
  }

  .badges .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    color: var(--ink-soft);
    vertical-align: 0;
  }

  .badges .yields .icon {
    color: var(--bad);
  }

  .badges .outranks .icon {
    color: var(--attention);
  }

  .grip {
    position: absolute;
    inset-inline: 0;
    block-size: min(0.5rem, 30%);
    cursor: ns-resize;
    touch-action: none;
  }

  .grip.start {
    inset-block-start: 0;
  }

  .grip.end {
    inset-block-end: 0;
  }

  .block.movable:is(:hover, :focus-visible) .grip::after {
    content: '';
    position: absolute;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: 1.25rem;
    block-size: 3px;
    border-radius: 2px;
    background: var(--edge);
  }

  .grip.end::after {
    inset-block-end: 1px;
  }

  .grip.start::after {
    inset-block-start: 1px;
  }

  .ghost {
    position: absolute;
    inset-inline: 1px calc(var(--day-strip) + 1px);
    z-index: 4;
    padding: 1px 0.375rem;
    border: 2px solid var(--accent);
    border-radius: var(--radius-s);
    background: color-mix(in srgb, var(--accent-soft) 96%, transparent);
    color: var(--ink);
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
    overflow: hidden;
    pointer-events: none;
  }

  .ghost.also {
    border-style: dashed;
    border-width: 1px;
    opacity: 0.75;
    font-weight: 400;
  }

  .fold {
    inline-size: 100%;
    block-size: 100%;
    min-inline-size: 0;
    min-block-size: 0;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius-s);
    background: var(--sunken);
    font-size: 0.75rem;
  }

  .all-day .block {
    min-block-size: 1.5rem;
  }

  .tabs {
    display: none;
  }

  @media (max-width: 48rem) {
    .week {
      grid-template-columns: var(--axis) minmax(0, 1fr);
      border-radius: 0 0 var(--radius-l) var(--radius-l);
    }

    .day:not(.chosen) {
      display: none;
    }

    .block {
      font-size: var(--text-s);
    }

    .tabs {
      display: grid;
      grid-template-columns: repeat(7, minmax(0, 1fr));
      border: 1px solid var(--line);
      border-block-end: 0;
      border-radius: var(--radius-l) var(--radius-l) 0 0;
      background: var(--surface);
      overflow: hidden;
    }

    .tabs button {
      flex-direction: column;
      gap: 0;
      min-inline-size: 0;
      padding: var(--space-1) 0;
      border: 0;
      border-radius: 0;
      background: transparent;
      font-size: var(--text-xs);
      line-height: 1.35;
    }

    .tabs button[aria-pressed='true'] {
      background: var(--accent-soft);
      color: var(--accent);
    }

    .tabs .is-today {
      text-decoration: underline;
      text-decoration-thickness: 2px;
      text-underline-offset: 0.25em;
    }
  }
`;
