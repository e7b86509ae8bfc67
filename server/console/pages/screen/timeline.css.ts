/** Looks of the timeline: the stage, the strip of the day, what comes. */
import { css } from 'lit';

export const timelineStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .whole,
  .picture {
    display: grid;
    gap: var(--space-4);
    align-content: start;
  }

  /* where there is room, what comes stands beside the picture */
  @container (min-width: 60rem) {
    .whole {
      grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr);
      gap: var(--space-6);
    }
  }

  .stage {
    display: grid;
    place-items: center;
    border-radius: var(--radius-l);
    overflow: hidden;
    background: #0b2e28;
    box-shadow: var(--shadow);
    aspect-ratio: 16 / 9;
  }

  .stage.portrait bt-frame {
    inline-size: auto;
    block-size: 100%;
    aspect-ratio: 9 / 16;
  }

  .moment {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
    justify-content: space-between;
    min-block-size: var(--control);
  }

  .moment .number {
    font-size: var(--text-l);
    font-weight: 600;
  }

  .strip {
    position: relative;
    padding-block-end: 1.5rem;
  }

  .track {
    position: relative;
    block-size: 0.875rem;
    border-radius: 99px;
    background: var(--sunken);
    overflow: hidden;
  }

  .segment {
    position: absolute;
    inset-block: 0;
    background: color-mix(in srgb, var(--accent) 72%, var(--surface));
  }

  .now {
    position: absolute;
    inset-block: -0.25rem auto;
    block-size: 1.375rem;
    inline-size: 2px;
    background: var(--ink);
  }

  .hour {
    position: absolute;
    inset-block-end: 0;
    translate: -50% 0;
    font-size: 0.75rem;
    color: var(--ink-faint);
    font-variant-numeric: tabular-nums;
  }

  .hour.first {
    translate: 0 0;
  }

  .hour.last {
    translate: -100% 0;
  }

  input[type='range'] {
    position: absolute;
    inset: -0.9375rem 0 auto;
    inline-size: 100%;
    block-size: 2.75rem;
    margin: 0;
    appearance: none;
    background: transparent;
    cursor: ew-resize;
  }

  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    inline-size: 1.375rem;
    block-size: 1.375rem;
    border: 3px solid var(--surface);
    border-radius: 50%;
    background: var(--accent);
    box-shadow: 0 0 0 1px var(--accent), var(--shadow);
  }

  li {
    display: grid;
    grid-template-columns: 5rem minmax(0, 1fr) auto;
    gap: var(--space-3);
    align-items: baseline;
    padding-block: var(--space-2);
  }

  li[aria-current] span:nth-child(2) {
    font-weight: 600;
  }

  .steps {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1);
    align-items: center;
  }
`;
