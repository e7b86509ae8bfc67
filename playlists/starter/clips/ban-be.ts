/** Clip: nobody has to be alone. A schoolyard, from a lonely child to a row of friends. */
import { bubble, type Clip, group, HEIGHT, type Note, person, WIDTH, words } from './draw.ts';
import { easeInOut, easeOut, mix, overshoot, rock, through } from './motion.ts';

const SECONDS = 15;
const ink = '#4a1a14';
const clay = '#85301c';
const ground = '#fbe9d9';
const earth = '#f3cfb2';
const rose = '#d9906c';
const navy = '#20345e';
const starts = [0, 3.6, 7.2, 10.4];
const LAST = 13;
/** px from one scene to the next: more than the picture, so that no neighbour looks in */
const STRIDE = WIDTH * 1.3;

const lan = { shirt: '#ffffff', trousers: navy, scarf: true, longHair: true } as const;
const minh = { shirt: '#ffffff', trousers: navy, scarf: true } as const;

function camera(t: number): number {
  return [starts[2]!, starts[3]!].reduce(
    (x, start) => x + easeInOut(through(t, start - 0.55, 1.1)) * STRIDE,
    0,
  );
}

/** flamboyant trees and the yard's wall, farther away and so slower */
function yard(x: number): string {
  const tree = (at: number, scale: number) =>
    group(
      at,
      800,
      `<path d="M0 0V-210" stroke="#a8674a" stroke-width="34" stroke-linecap="round"/><path d="M0 -130L-70 -210M0 -150L66 -226" stroke="#a8674a" stroke-width="20" stroke-linecap="round"/><ellipse cy="-290" rx="190" ry="96" fill="#e8b08d"/><ellipse cx="-120" cy="-236" rx="110" ry="60" fill="#e2a17b"/><ellipse cx="126" cy="-244" rx="112" ry="62" fill="#e2a17b"/>`,
      scale,
    );
  const far = [200, 1250, 2350, 4080].map((at) => tree(at - x * 0.45, 0.82)).join('');
  return `${far}<path d="M0 800H${WIDTH}V${HEIGHT}H0Z" fill="${earth}"/><path d="M0 800H${WIDTH}" stroke="${rose}" stroke-width="8"/>`;
}

/** One child alone on the bench; another comes and says hello. */
function hello(t: number): string {
  const come = easeOut(through(t, starts[1]! - 0.4, 1.5));
  const met = t > starts[1]! + 1.1;
  const greet = overshoot(through(t, starts[1]! + 0.85, 0.5));
  const away = 1 - through(t, starts[2]! - 0.7, 0.3);
  return (
    group(
      1240,
      930,
      person({
        ...lan,
        mood: met ? 'glad' : 'sad',
        looks: met ? -1 : 0.4,
        left: met ? 12 + 78 * easeOut(through(t, starts[1]! + 1.2, 0.5)) : 8,
        right: 8,
      }),
      1.18,
    ) +
    group(
      mix(-260, 965, come),
      930,
      person({
        ...minh,
        mood: 'glad',
        looks: 1,
        right: met ? 90 : 14,
        left: 12,
        ...(come > 0 && come < 0.97 ? { walk: come * 7 } : {}),
      }),
      1.18,
    ) +
    group(905, 585, bubble('Chào bạn!', 360, ink, -60), Math.max(0, greet), 0, away)
  );
}

/** The child tells a teacher, who listens. */
function teacher(t: number): string {
  const at = starts[2]!;
  const listen = overshoot(through(t, at + 0.4, 0.5));
  const answer = overshoot(through(t, at + 1.3, 0.5));
  const arm = 14 + 46 * easeOut(through(t, at + 1.2, 0.5));
  const away = 1 - through(t, starts[3]! - 0.7, 0.3);
  return (
    group(
      760,
      930,
      person({ ...lan, mood: t > at + 1.6 ? 'glad' : 'sad', looks: 1, right: 20, left: 12 }),
      1.2,
    ) +
    group(
      1180,
      930,
      person({
        shirt: '#7fb3a6',
        trousers: '#35655c',
        longHair: true,
        mood: 'glad',
        looks: -1,
        left: arm,
        right: 14,
      }),
      1.42,
    ) +
    group(690, 590, bubble('Cô ơi…', 280, ink, -110), Math.max(0, listen), 0, away) +
    group(1300, 540, bubble('Cô nghe đây.', 440, ink, 190), Math.max(0, answer), 0, away)
  );
}

/** A telephone that rings: three digits to remember. */
function telephone(t: number): string {
  const at = starts[3]!;
  const digit = (index: number) => {
    const pop = Math.max(0, overshoot(through(t, at + 0.25 + index * 0.22, 0.5)));
    return group(
      860 + index * 300,
      690,
      `<circle r="138" fill="${clay}"/><text y="76" font-size="218" text-anchor="middle" fill="#fff">1</text>`,
      pop,
    );
  };
  const shake = rock(t, 0.16) * 7 * (through(t, at + 0.9, 0.1) - through(t, at + 1.9, 0.1));
  const handset = `<path d="M-120 -36q0 -54 120 -54t120 54v44q0 22 -22 22H62q-22 0 -22 -22v-20q-40 -10 -80 0v20q0 22 -22 22h-36q-22 0 -22 -22Z" fill="#fff"/>`;
  return (
    group(
      440,
      700,
      `<circle r="190" fill="${rose}"/>${group(0, 26, handset, 1.1, -24)}`,
      Math.max(0, overshoot(through(t, at, 0.55))),
      shake,
    ) +
    digit(0) +
    digit(1) +
    digit(2)
  );
}

function friends(t: number): string {
  const looks = [
    { ...minh },
    { ...lan },
    { shirt: '#7fb3a6', trousers: '#35655c', longHair: true },
    { ...minh, hair: '#3a2620' },
    { ...lan, longHair: false },
  ];
  return looks
    .map((look, index) => {
      const rise = overshoot(through(t, LAST - 0.05 + index * 0.09, 0.6));
      const sway = rock(t, 1.6, index * 0.12) * 6;
      return group(
        500 + index * 230,
        mix(1500, 1046, rise) + Math.abs(sway),
        person({
          ...look,
          mood: 'glad',
          left: index === 0 ? 130 + sway : 66,
          right: index === 4 ? 130 + sway : 66,
        }),
        index === 2 ? 1.42 : 1.16,
      );
    })
    .join('');
}

function picture(t: number): string {
  const x = camera(t);
  const scenes = [hello, teacher, telephone];
  const visible = scenes
    .map((scene, index) => {
      const left = index * STRIDE - x;
      return Math.abs(left) < STRIDE ? group(left, 0, scene(t)) : '';
    })
    .join('');
  const close = easeInOut(through(t, LAST - 0.6, 0.9));
  return (
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${ground}"/>` +
    yard(x) +
    visible +
    words(t, {
      lines: ['Không ai phải', 'chơi một mình'],
      x: 140,
      y: 200,
      size: 140,
      colour: clay,
      from: 0.2,
      to: starts[1]! - 0.05,
    }) +
    words(t, {
      lines: ['Kết bạn bắt đầu', 'từ một lời chào'],
      x: 140,
      y: 190,
      size: 120,
      colour: clay,
      from: starts[1]! + 0.1,
      to: starts[2]! - 0.3,
    }) +
    words(t, {
      lines: ['Bị bắt nạt? Nói ngay', 'với thầy cô, ba mẹ'],
      x: 140,
      y: 190,
      size: 112,
      colour: clay,
      from: starts[2]! + 0.1,
      to: starts[3]! - 0.3,
    }) +
    words(t, {
      lines: ['Tổng đài quốc gia', 'bảo vệ trẻ em'],
      x: 140,
      y: 190,
      size: 112,
      colour: clay,
      from: starts[3]! + 0.05,
      to: LAST - 0.15,
    }) +
    words(t, {
      lines: ['Miễn phí, cả ngày lẫn đêm'],
      x: 140,
      y: 1010,
      size: 84,
      colour: ink,
      from: starts[3]! + 0.9,
      to: LAST - 0.15,
    }) +
    (close > 0
      ? `<circle cx="960" cy="1080" r="${mix(0, 2300, close).toFixed(1)}" fill="${clay}"/>` +
        friends(t) +
        words(t, {
          lines: ['Trường học', 'không bạo lực'],
          x: 960,
          y: 230,
          size: 168,
          colour: '#fff',
          from: LAST + 0.15,
          to: SECONDS + 1,
          anchor: 'middle',
        })
      : '')
  );
}

const tune: readonly Note[] = [
  ...[0, 3, 5, 7, 5, 3, 0, -2, 0, 3, 5, 3, 7, 10, 7, 5, 3, 5, 3, 0, -2, 0, 3, 7, 5, 3].map(
    (pitch, index): Note => [0.2 + index * 0.54, pitch, index % 4 === 0 ? 0.85 : 0.55, 1.7],
  ),
  ...[-21, -18, -14, -16, -21, -14].map(
    (pitch, index): Note => [0.2 + index * 2.16, pitch, 0.75, 3.2],
  ),
  [14.2, 12, 0.6, 2],
  [14.2, 0, 0.75, 2],
  [14.2, -21, 0.75, 2.5],
];

export const banBe: Clip = { name: 'truong-hoc-khong-bao-luc', seconds: SECONDS, picture, tune };
