/** Clip: three rules near water. The picture follows a river from bank to boat to deep water. */
import {
  bubble,
  type Clip,
  group,
  HEIGHT,
  lifeRing,
  type Note,
  person,
  swell,
  WIDTH,
  words,
} from './draw.ts';
import { easeInOut, easeOut, mix, overshoot, rock, through } from './motion.ts';

const SECONDS = 15;
const white = '#ffffff';
const mint = '#93e6de';
const deep = '#054855';
const shade = '#0a5c69';
const clear = '#12808a';

/** scenes start at these seconds; the camera travels one picture to the right between them */
const starts = [0, 3.4, 7, 10.6];
const LAST = 13.2;
/** px from one scene to the next: more than the picture, so that no neighbour looks in */
const STRIDE = WIDTH * 1.35;

function camera(t: number): number {
  return starts
    .slice(1)
    .reduce((x, start) => x + easeInOut(through(t, start - 0.55, 1.1)) * STRIDE, 0);
}

const back = { y: 810, height: 26, length: 760, drift: -46, fill: shade };
const middle = { y: 880, height: 24, length: 620, drift: -64, fill: clear };
const front = { y: 985, height: 20, length: 540, drift: -90, fill: mint };

/** Coconut palms on the other side of the river, dim with distance. */
function farBank(camera: number): string {
  const palm = (at: number, scale: number, lean: number) =>
    group(
      at - camera,
      800,
      `<path d="M0 0Q${lean / 2} -130 ${lean} -240" stroke="#0b5866" stroke-width="15" fill="none"/>${[
        -165, -130, -95, -50, -15, 15,
      ]
        .map((turn) =>
          group(lean, -240, '<path d="M0 0Q60 -34 118 22Q58 -4 0 0Z" fill="#0b5866"/>', 1, turn),
        )
        .join('')}`,
      scale,
    );
  return `${[90, 260, 980, 1180, 1730, 2080, 2260, 2700, 3150]
    .map((at, index) => palm(at, 0.85 + (index % 3) * 0.2, index % 2 === 0 ? 26 : -22))
    .join('')}<path d="M-10 812q480 -40 970 -12t970 0V900H-10Z" fill="#07505d"/>`;
}

const bob = (t: number, phase: number) => rock(t, 2.6, phase) * 12;

function ringAlone(t: number): string {
  const enter = overshoot(through(t, 0.2, 0.9));
  return group(1440, mix(1300, 720, enter) + bob(t, 0), lifeRing, 1.75, rock(t, 3.4) * 9);
}

/** A child comes to the water, stops at the board, and waves no. */
function bank(t: number): string {
  const walked = easeOut(through(t, starts[1]! - 0.2, 1.5));
  const walking = walked > 0 && walked < 0.96;
  const board = overshoot(through(t, starts[1]! + 1, 0.6));
  const child = person({
    shirt: white,
    trousers: '#20345e',
    scarf: true,
    mood: 'glad',
    looks: 1,
    ...(walking ? { walk: walked * 5 } : {}),
    right:
      14 +
      108 * easeOut(through(t, starts[1]! + 1.5, 0.4)) +
      rock(t, 0.6) * 10 * through(t, starts[1]! + 1.6, 0.3),
  });
  return (
    `<path d="M-240 1100V800q420 -44 760 0 220 30 330 300Z" fill="#2f7d5b"/>` +
    `<path d="M-240 1100V840q420 -44 720 0 180 30 290 260Z" fill="#256a4c"/>` +
    group(
      640,
      836,
      `<path d="M0 0V-170" stroke="#6b4a2f" stroke-width="18" stroke-linecap="round"/><rect x="-130" y="-300" width="260" height="140" rx="16" fill="${white}"/><rect x="-118" y="-288" width="236" height="116" rx="10" fill="none" stroke="${clear}" stroke-width="7"/><text y="-240" font-size="42" text-anchor="middle" fill="${deep}">NƯỚC</text><text y="-190" font-size="42" text-anchor="middle" fill="${deep}">SÂU</text>`,
      Math.max(0, board),
    ) +
    group(mix(-120, 350, walked), 838, child, 1.12)
  );
}

/** A ferry with everybody in a life jacket. */
function boat(t: number): string {
  const come = easeOut(through(t, starts[2]! - 0.4, 1.8));
  const vest = through(t, starts[2]! + 0.9, 0.1) > 0;
  const pop = (at: number) => 1 + 0.12 * Math.sin(Math.PI * through(t, at, 0.35));
  const rider = (x: number, at: number, look: Parameters<typeof person>[0]) =>
    group(x, 78, person({ ...look, half: true, vest: vest && t > at }), 0.92 * pop(at));
  const hull = `<path d="M-430 0H430q-40 128 -140 128H-290Q-390 128 -430 0Z" fill="#8a5a34"/><path d="M-430 0H430l-12 36H-418Z" fill="#a8733f"/>`;
  return group(
    mix(1500, 980, come),
    770 + bob(t, 0.3),
    rider(-230, starts[2]! + 0.9, { shirt: white, trousers: deep, mood: 'glad', scarf: false }) +
      rider(-10, starts[2]! + 1.15, {
        shirt: '#f0dcc3',
        trousers: deep,
        longHair: true,
        mood: 'glad',
      }) +
      rider(210, starts[2]! + 1.4, {
        shirt: white,
        trousers: deep,
        mood: 'glad',
        hair: '#3a2620',
      }) +
      hull,
    1.12,
    rock(t, 3.2) * 1.6,
  );
}

/** Somebody has fallen in: a friend calls, a grown-up throws the ring. */
function rescue(t: number): string {
  const at = starts[3]!;
  const thrown = through(t, at + 1.25, 0.9);
  const ringX = mix(700, 1290, easeInOut(thrown));
  const ringY = mix(600, 900, thrown) - Math.sin(Math.PI * thrown) * 260;
  const call = overshoot(through(t, at + 0.25, 0.45));
  return (
    `<path d="M-240 1100V800q420 -44 860 0 190 30 280 300Z" fill="#2f7d5b"/><path d="M-240 1100V840q420 -44 820 0 150 30 240 260Z" fill="#256a4c"/>` +
    group(
      1330,
      1004 + bob(t, 0.1),
      person({
        shirt: white,
        trousers: deep,
        half: true,
        mood: thrown >= 1 ? 'glad' : 'calling',
        left: 140 + rock(t, 0.8) * 16,
        right: 140 - rock(t, 0.8) * 16,
      }),
      0.95,
    ) +
    group(
      330,
      838,
      person({
        shirt: white,
        trousers: '#20345e',
        scarf: true,
        longHair: true,
        mood: 'calling',
        looks: 1,
        right: 120,
        left: 40,
      }),
      1.05,
    ) +
    group(
      600,
      838,
      person({
        shirt: '#f0dcc3',
        trousers: '#3c4a57',
        mood: thrown >= 1 ? 'glad' : 'calm',
        looks: 1,
        right: thrown > 0 ? mix(160, 70, easeOut(thrown)) : 150,
        left: 20,
      }),
      1.2,
    ) +
    group(1400, 690, bubble('Cứu với!', 340, deep, 90), Math.max(0, call), 0, 1 - thrown) +
    group(ringX, ringY + (thrown >= 1 ? bob(t, 0.1) : 0), lifeRing, 0.62, thrown * 200)
  );
}

function picture(t: number): string {
  const x = camera(t);
  const scenes = [ringAlone, bank, boat, rescue];
  const visible = scenes
    .map((scene, index) => {
      const left = index * STRIDE - x;
      return Math.abs(left) < STRIDE ? group(left, 0, scene(t)) : '';
    })
    .join('');
  const curtain = easeInOut(through(t, LAST - 0.6, 1.1));
  const rule = (number: number, lines: readonly string[], from: number, to: number) => {
    const there = t >= from && t <= to ? overshoot(through(t, from, 0.5)) : 0;
    const leave = 1 - easeInOut(through(t, to - 0.45, 0.45));
    return (
      group(
        232,
        236,
        `<circle r="92" fill="${mint}"/><text y="46" font-size="132" text-anchor="middle" fill="${deep}">${number}</text>`,
        Math.max(0, there),
        0,
        leave,
      ) +
      words(t, {
        lines,
        x: 372,
        y: lines.length > 1 ? 214 : 276,
        size: 104,
        colour: white,
        from: from + 0.12,
        to,
      })
    );
  };
  return (
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${deep}"/>` +
    farBank(x * 0.25) +
    swell(t, { ...back, camera: x * 0.5 }) +
    visible +
    swell(t, { ...middle, camera: x }) +
    swell(t, { ...front, camera: x * 1.2 }) +
    words(t, {
      lines: ['Gần nước,', 'nhớ 3 điều'],
      x: 150,
      y: 360,
      size: 190,
      colour: white,
      from: 0.25,
      to: starts[1]! - 0.1,
    }) +
    rule(1, ['Không tự ý tắm', 'sông, hồ, ao, suối'], starts[1]! + 0.15, starts[2]! - 0.15) +
    rule(2, ['Đi đò, đi thuyền:', 'mặc áo phao'], starts[2]! + 0.15, starts[3]! - 0.15) +
    rule(3, ['Bạn gặp nạn: gọi người lớn,', 'đừng nhảy xuống'], starts[3]! + 0.05, LAST - 0.1) +
    (curtain > 0
      ? `<rect y="${mix(HEIGHT, 0, curtain).toFixed(1)}" width="${WIDTH}" height="${HEIGHT}" fill="${deep}"/>` +
        swell(t, { ...middle, y: mix(HEIGHT + 60, 820, curtain) }) +
        swell(t, { ...front, y: mix(HEIGHT + 120, 940, curtain) }) +
        group(
          1560,
          mix(1400, 520, overshoot(through(t, LAST, 0.8))),
          lifeRing,
          1.9,
          rock(t, 3.4) * 8,
        ) +
        words(t, {
          lines: ['An toàn', 'là trên hết'],
          x: 150,
          y: 400,
          size: 190,
          colour: white,
          from: LAST + 0.1,
          to: SECONDS + 1,
        })
      : '')
  );
}

/** Five tones, plucked: A C D E G; a low tone on each scene. */
const tune: readonly Note[] = [
  ...[
    -9, -4, -2, 0, 3, 0, -2, -4, -2, 0, 3, 5, 8, 5, 3, 0, 3, 5, 3, 0, -2, -4, -2, 0, 3, 5, 3, 0,
  ].map((pitch, index): Note => [0.2 + index * 0.5, pitch, index % 4 === 0 ? 0.9 : 0.6, 1.6]),
  ...[-21, -16, -19, -21, -14, -16, -21].map(
    (pitch, index): Note => [0.2 + index * 2, pitch, 0.75, 3],
  ),
  [14.2, 3, 0.8, 2],
  [14.2, -9, 0.7, 2],
];

export const duoiNuoc: Clip = { name: 'phong-chong-duoi-nuoc', seconds: SECONDS, picture, tune };
