/**
 * What a viewing distance means, drawn to scale: a reader 1.6 m tall, the screen, and the way between
 * them. Pure; the figures stand in words beside it.
 */
import { svg, type TemplateResult } from 'lit';
import type { Viewing } from '#shared/protocol/messages.ts';

const READER_M = 1.6;
/** Eyes of a class look at the middle of the picture from below: it hangs higher than they are. */
const HANGS_AT_M = 1.5;
const MARGIN_M = 0.6;

export function viewingPicture({ distanceM, heightM }: Viewing, label: string): TemplateResult {
  const top = Math.max(READER_M, HANGS_AT_M + heightM) + MARGIN_M;
  const wide = distanceM + 2 * MARGIN_M + 1;
  const ground = top;
  const screen = { x: MARGIN_M, bottom: ground - HANGS_AT_M };
  const eye = { x: MARGIN_M + distanceM, y: ground - READER_M + 0.12 };
  const stroke = wide / 250;
  return svg`<svg class="viewing" role="img" aria-label=${label} viewBox=${`0 0 ${wide} ${top + 0.1}`}>
    <path class="sight" d=${`M${screen.x} ${screen.bottom - heightM} L${eye.x} ${eye.y} L${screen.x} ${screen.bottom} Z`} />
    <line class="floor" x1="0" x2=${wide} y1=${ground} y2=${ground} stroke-width=${stroke} />
    <line
      class="panel"
      x1=${screen.x}
      x2=${screen.x}
      y1=${screen.bottom - heightM}
      y2=${screen.bottom}
      stroke-width=${Math.max(stroke * 3, 0.08)}
    />
    <circle class="reader" cx=${eye.x} cy=${eye.y} r="0.14" />
    <path
      class="reader"
      d=${`M${eye.x - 0.2} ${ground} V${eye.y + 0.4} a0.2 0.22 0 0 1 0.4 0 V${ground} Z`}
    />
  </svg>`;
}
