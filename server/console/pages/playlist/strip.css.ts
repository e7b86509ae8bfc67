/** The look of buttons in a strip of which one is pressed: drawers of the palette, steps on a phone. */
import { css } from 'lit';

export const strip = css`
  display: grid;
  grid-auto-flow: column;
  grid-auto-columns: 1fr;
  gap: 2px;
  padding: 3px;
  border-radius: var(--radius);
  background: var(--sunken);
`;

export const stripButton = css`
  border-color: transparent;
  background: transparent;
  color: var(--ink-soft);
`;

export const stripPressed = css`
  background: var(--surface);
  color: var(--ink);
  box-shadow: var(--shadow);
`;
