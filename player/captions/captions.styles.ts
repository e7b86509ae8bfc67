/**
 * The captions' box. `--smallest` is the smallest type that can be read from where people stand, a
 * share of the picture's shorter side (`playlists/templates/type/viewing.ts`).
 */
import { css } from 'lit';

export const captionsStyles = css`
  .captions {
    position: absolute;
    inset: auto 8% 6%;
    z-index: 1;
    margin: 0;
    display: grid;
    justify-items: center;
    gap: 0.06em;
    pointer-events: none;
    font-size: calc(var(--smallest, 8.12) * 1vmin);
    font-weight: 700;
    line-height: 1.5;
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
    color: #fff;
  }
  .captions > span {
    padding: 0.04em 0.45em;
    background: rgb(6 18 16 / 0.88);
    border-radius: 0.16em;
  }
  @media (orientation: portrait) {
    .captions {
      inset: auto 6% 7%;
    }
  }
`;
