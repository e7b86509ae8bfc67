/** Looks of the week's page around its grid: the bar above, what is unpublished, the legend. */
import { css } from 'lit';

export const weekPageStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-3);
    align-items: center;
  }

  .bar .spread {
    flex: 1;
  }

  .bar h2 {
    font-size: var(--text-l);
    font-variant-numeric: tabular-nums;
  }

  .bar input[type='date'] {
    inline-size: 10.5rem;
  }

  .bar select {
    inline-size: auto;
    max-inline-size: 16rem;
  }

  .unpublished {
    position: sticky;
    inset-block-end: calc(var(--bottom-bar, 0px) + var(--space-3));
    z-index: 8;
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-3);
    align-items: center;
    padding: var(--space-2) var(--space-2) var(--space-2) var(--space-4);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-l);
    background: var(--surface);
    box-shadow: var(--shadow-high);
  }

  .unpublished p {
    display: flex;
    flex: 1 1 12rem;
    gap: var(--space-2);
    align-items: center;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    font-size: var(--text-xs);
    font-weight: 400;
    color: var(--ink-soft);
  }

  .legend li {
    display: flex;
    gap: var(--space-1);
    align-items: center;
  }

  .swatch {
    inline-size: 1.25rem;
    block-size: 0.75rem;
    border-inline-start: 3px solid color-mix(in srgb, var(--accent) 60%, var(--surface));
    border-radius: 3px;
    background: color-mix(in srgb, var(--accent) 13%, var(--surface));
  }

  .swatch.priority {
    border-color: var(--accent);
    background: color-mix(in srgb, var(--accent) 27%, var(--surface));
  }

  .swatch.filler {
    border-color: var(--line-strong);
    background: color-mix(in srgb, var(--ink) 6%, var(--surface));
  }

  .swatch.hatched {
    border: 1px dashed var(--line-strong);
    background: repeating-linear-gradient(
      -45deg,
      color-mix(in srgb, var(--ink) 14%, transparent) 0 3px,
      transparent 3px 6px
    );
  }

  @media (max-width: 48rem) {
    .legend .desk {
      display: none;
    }
  }
`;
