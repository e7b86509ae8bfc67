/**
 * The ground that the player's own cards stand on: the classroom board, its type and its measure.
 * `--u` is a hundredth of the shorter side, so that a card looks the same on any screen.
 */
import { css } from 'lit';

export const cardStyles = css`
  :host {
    --u: 1vmin;
    --ground: #0f3b33;
    --deep: #0b2e28;
    --ink: #fbf8ec;
    --soft: #d3e6da;
    --accent: #a8dfc4;
    --line: #2a6456;
    position: absolute;
    inset: 0;
    display: grid;
    overflow: hidden;
    background: radial-gradient(120% 90% at 50% 35%, var(--ground), var(--deep));
    color: var(--ink);
    font-family: 'Be Vietnam Pro', system-ui, sans-serif;
    font-weight: 500;
    font-size: calc(3.4 * var(--u));
    line-height: 1.5;
  }
  :host([hidden]) {
    display: none;
  }
  p,
  h1 {
    margin: 0;
    text-wrap: balance;
  }
`;
