/**
 * An address as a QR code, inline SVG: dark on white whatever the slide's palette, with the quiet
 * zone of four modules that ISO/IEC 18004 asks for.
 */
import { html, type TemplateResult } from 'lit';
import { encode } from 'uqr';

const QUIET_ZONE = 4;

export function qr(address: string): TemplateResult {
  const { size, data } = encode(address, { ecc: 'M', border: QUIET_ZONE });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return html`<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label="QR: ${address}">
    <rect width=${size} height=${size} fill="#fff"></rect>
    <path d=${path} fill="#0b1f1a"></path>
  </svg>`;
}
