/** What the clips are drawn with: words, water, children and grown-ups, as SVG text. */
import { easeInOut, overshoot, rock, through } from './motion.ts';

export const WIDTH = 1920;
export const HEIGHT = 1080;

export type Clip = {
  readonly name: string;
  readonly seconds: number;
  /** the picture at `t` seconds: the inside of an SVG of WIDTH × HEIGHT */
  readonly picture: (t: number) => string;
  readonly tune: readonly Note[];
};
/** a note: when, seconds; how high, semitones from A4; how loud, 0 to 1; how long it rings, seconds */
export type Note = readonly [at: number, pitch: number, loudness: number, rings: number];

export const group = (x: number, y: number, inside: string, scale = 1, turn = 0, opacity = 1) =>
  `<g transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) rotate(${turn.toFixed(2)}) scale(${scale.toFixed(4)})"${opacity < 1 ? ` opacity="${opacity.toFixed(3)}"` : ''}>${inside}</g>`;

export type Words = {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
  readonly from: number;
  readonly to: number;
  readonly anchor?: 'start' | 'middle';
};

/** Lines that rise one after the other and leave together; room is left for stacked marks. */
export function words(t: number, { lines, x, y, size, colour, from, to, anchor = 'start' }: Words) {
  if (t < from || t > to) return '';
  const leave = easeInOut(through(t, to - 0.45, 0.45));
  return lines
    .map((line, index) => {
      const enter = overshoot(through(t, from + index * 0.14, 0.6));
      const shift = (1 - enter) * size * 0.7 - leave * size * 0.5;
      const opacity = Math.min(1, Math.max(0, through(t, from + index * 0.14, 0.3) - leave));
      return `<text x="${x}" y="${(y + index * size * 1.42 + shift).toFixed(2)}" font-size="${size}" fill="${colour}" text-anchor="${anchor}" opacity="${opacity.toFixed(3)}">${line}</text>`;
    })
    .join('');
}

export type Swell = {
  readonly y: number;
  readonly height: number;
  readonly length: number;
  /** px a second */
  readonly drift: number;
  readonly fill: string;
  /** where the camera is, as far as this swell is concerned */
  readonly camera?: number;
};

/** Water across the whole picture, with a rounded edge that drifts. */
export function swell(t: number, { y, height, length, drift, fill, camera = 0 }: Swell): string {
  const moved = t * drift - camera;
  const shift = ((moved % length) + length) % length;
  const start = -2 * length + shift;
  let path = `M${start.toFixed(1)} ${HEIGHT + 20}V${y.toFixed(1)}`;
  for (let x = start; x < WIDTH + length; x += length)
    path += `c${length / 4} ${-height} ${length / 4} ${-height} ${length / 2} 0s${length / 4} ${height} ${length / 2} 0`;
  return `<path d="${path}V${HEIGHT + 20}Z" fill="${fill}"/>`;
}

/** A life ring around (0, 0), 200 wide. */
export const lifeRing = `<circle r="74" fill="none" stroke="#fff" stroke-width="52"/><circle r="74" fill="none" stroke="#12808a" stroke-width="52" stroke-dasharray="58.12 58.12" stroke-dashoffset="29"/><circle r="99" fill="none" stroke="#054855" stroke-width="5"/>`;

export type Person = {
  readonly skin?: string;
  readonly hair?: string;
  readonly longHair?: boolean;
  readonly shirt: string;
  readonly trousers: string;
  /** the scarf of a young pioneer */
  readonly scarf?: boolean;
  readonly vest?: boolean;
  /** degrees from hanging down, outwards */
  readonly left?: number;
  readonly right?: number;
  /** phase of the walk in steps; absent: standing */
  readonly walk?: number;
  readonly mood?: 'glad' | 'calm' | 'sad' | 'calling';
  /** only what is above the water or the side of a boat */
  readonly half?: boolean;
  /** looks to the left (-1) or right (1) */
  readonly looks?: number;
};

/** Somebody who stands on (0, 0), about 330 high. */
export function person(p: Person): string {
  const skin = p.skin ?? '#e8b48c';
  const hair = p.hair ?? '#2b1d1a';
  const looks = (p.looks ?? 0) * 9;
  const step = p.walk === undefined ? 0 : rock(p.walk, 2) * 24;
  const limb = (
    x: number,
    y: number,
    length: number,
    turn: number,
    colour: string,
    width: number,
  ) =>
    `<g transform="rotate(${turn.toFixed(1)} ${x} ${y})"><path d="M${x} ${y}V${y + length}" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/></g>`;
  const arm = (x: number, turn: number) =>
    `<g transform="rotate(${turn.toFixed(1)} ${x} -186)"><path d="M${x} -186V-112" stroke="${skin}" stroke-width="25" stroke-linecap="round"/><path d="M${x} -186V-150" stroke="${p.shirt}" stroke-width="33" stroke-linecap="round"/></g>`;
  const legs = p.half
    ? ''
    : limb(-21, -96, 84, step, p.trousers, 36) + limb(21, -96, 84, -step, p.trousers, 36);
  const body = `<path d="M-47 -186a47 30 0 0 1 94 0l5 ${p.half ? 120 : 96}a16 16 0 0 1 -14 12H-38a16 16 0 0 1 -14 -12Z" fill="${p.shirt}"/>`;
  const vest = p.vest
    ? `<path d="M-50 -196q24 -14 36 -14l14 40 14 -40q12 0 36 14l5 96q0 14 -14 14H-41q-14 0 -14 -14Z" fill="#f3a25c"/><path d="M-54 -128H54" stroke="#fff" stroke-width="13"/><rect x="-13" y="-139" width="26" height="22" rx="5" fill="#054855"/>`
    : '';
  const scarf = p.scarf
    ? `<path d="M-32 -208q32 22 64 0l-6 18q-26 14 -52 0Z" fill="#d3403a"/><path d="M-3 -192l-22 46 23 -12 4 -30ZM3 -192l24 44 -22 -12 -4 -28Z" fill="#d3403a"/>`
    : '';
  const back = p.longHair
    ? `<path d="M-56 -262q0 -62 56 -62t56 62v60q-10 18 -24 10V-262H-32v72q-16 6 -24 -12Z" fill="${hair}"/>`
    : '';
  const head = `<circle cy="-258" r="52" fill="${skin}"/><path d="M-54 -258c-4 -38 20 -62 54 -62s58 24 54 62c-10 -22 -26 -32 -44 -34 -22 10 -48 12 -64 34Z" fill="${hair}"/>`;
  const eye = (x: number) =>
    p.mood === 'glad'
      ? `<path d="M${x - 8} -250q8 -10 16 0" stroke="#2b1d1a" stroke-width="5" stroke-linecap="round" fill="none"/>`
      : `<circle cx="${x}" cy="-252" r="5.5" fill="#2b1d1a"/>`;
  const mouth = {
    glad: `<path d="M-15 -234q15 18 30 0Z" fill="#8a2f2a"/>`,
    calm: `<path d="M-12 -232q12 9 24 0" stroke="#2b1d1a" stroke-width="5" stroke-linecap="round" fill="none"/>`,
    sad: `<path d="M-11 -226q11 -10 22 0" stroke="#2b1d1a" stroke-width="5" stroke-linecap="round" fill="none"/>`,
    calling: `<ellipse cy="-230" rx="11" ry="14" fill="#8a2f2a"/>`,
  }[p.mood ?? 'glad'];
  const cheeks = `<circle cx="-30" cy="-238" r="9" fill="#d9785a" opacity=".35"/><circle cx="30" cy="-238" r="9" fill="#d9785a" opacity=".35"/>`;
  return `${back}${legs}${arm(-43, p.left ?? 12)}${arm(43, -(p.right ?? 12))}${body}${vest}${scarf}${head}<g transform="translate(${looks} 0)">${eye(-19)}${eye(19)}${mouth}${cheeks}</g>`;
}

/** A speech bubble whose tail points down at (0, 0); its middle is `aside` of that. */
export function bubble(text: string, width: number, ink: string, aside = 0): string {
  const left = aside - width / 2;
  return `<path d="M0 0l-8 -46h38Z" fill="#fff"/><rect x="${left}" y="-166" width="${width}" height="124" rx="30" fill="#fff"/><text x="${aside}" y="-86" font-size="58" text-anchor="middle" fill="${ink}">${text}</text>`;
}
