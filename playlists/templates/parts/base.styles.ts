/** The ground that every slide stands on: its unit, its type, its safe area, its entrance. */
import { css, unsafeCSS } from 'lit';
import { fontFamily } from '../tokens.ts';

export const baseStyles = css`
  :host {
    display: block;
    position: relative;
    width: 100%;
    height: 100%;
    overflow: hidden;
    contain: strict;
    container: slide / size;
  }
  .slide {
    /* The largest unit of which a 16:9 box of 100 u fits inside: any other landscape box is then
       wider or higher in u, never smaller, and what fits 16:9 fits it. */
    --u: min(1cqh, 0.5625cqw);
    /* the safe area: 5 % of each side at least */
    --edge-x: max(9 * var(--u), 5cqw);
    --edge-y: max(6 * var(--u), 5cqh);
    position: absolute;
    inset: 0;
    overflow: hidden;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    background: var(--ground);
    color: var(--ink);
    font-family: ${unsafeCSS(fontFamily)};
    font-weight: 500;
    font-size: calc(6.5 * var(--u));
    line-height: 1.4;
    /* glyph advances scale with the size, so a preview breaks lines where the screen does */
    text-rendering: geometricPrecision;
    font-kerning: normal;
    text-align: start;
    user-select: none;
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .slide {
      --u: min(1cqw, 0.5625cqh);
      --edge-x: max(7 * var(--u), 5cqw);
      --edge-y: max(9 * var(--u), 5cqh);
    }
  }
  .slide p,
  .slide ul,
  .slide li,
  .slide dl,
  .slide dt,
  .slide dd,
  .slide figure {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .slide svg,
  .slide canvas,
  .slide img {
    display: block;
  }
  .fitted {
    font-size: calc(var(--wide) * var(--u));
    line-height: var(--leading);
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  @container slide (max-aspect-ratio: 1 / 1) {
    .fitted {
      font-size: calc(var(--tall) * var(--u));
    }
  }
  .strong {
    font-weight: 800;
    letter-spacing: -0.012em;
  }
  .slide .label {
    font-weight: 800;
    color: var(--accent);
    /* the gap that a heading counts */
    padding-bottom: calc(2.4 * var(--u));
  }
  .soft {
    color: var(--soft);
  }
  .small {
    font-weight: 700;
    color: var(--soft);
  }
  .small.accent {
    color: var(--accent);
  }
  .motif {
    position: absolute;
    pointer-events: none;
  }
  .margin {
    inset-block: 0;
    inset-inline-start: 0;
    width: calc(15 * var(--u));
    background:
      linear-gradient(var(--line), var(--line)) right / calc(0.35 * var(--u)) 100% no-repeat,
      linear-gradient(var(--line), var(--line)) right calc(0.9 * var(--u)) top / calc(0.18 * var(--u))
        100% no-repeat,
      repeating-linear-gradient(
        var(--wash) 0 calc(0.2 * var(--u)),
        transparent calc(0.2 * var(--u)) calc(2.5 * var(--u))
      ),
      repeating-linear-gradient(
        90deg,
        var(--wash) 0 calc(0.2 * var(--u)),
        transparent calc(0.2 * var(--u)) calc(2.5 * var(--u))
      );
  }
  /* classroom boards are ruled too, for writing lessons */
  .on-board {
    background:
      repeating-linear-gradient(
        var(--rule) 0 calc(0.16 * var(--u)),
        transparent calc(0.16 * var(--u)) calc(6.25 * var(--u))
      ),
      repeating-linear-gradient(
        90deg,
        var(--rule) 0 calc(0.16 * var(--u)),
        transparent calc(0.16 * var(--u)) calc(6.25 * var(--u))
      ),
      var(--ground);
    --rule: #134339;
  }
  .code {
    background: #fff;
    border-radius: calc(1.6 * var(--u));
    overflow: hidden;
  }
  .code svg {
    width: 100%;
    height: auto;
  }
  .photo {
    position: relative;
    overflow: hidden;
    background: var(--wash);
  }
  .photo img,
  .photo canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .enter {
    animation: enter 720ms cubic-bezier(0.2, 0.7, 0.2, 1) both;
    animation-delay: calc(var(--turn, 0) * 90ms);
  }
  @keyframes enter {
    from {
      opacity: 0;
      transform: translateY(calc(2.4 * var(--u)));
    }
  }
  :host([still]) .enter {
    animation: none;
  }
  @media (prefers-reduced-motion: reduce) {
    .enter {
      animation: none;
    }
  }
`;
