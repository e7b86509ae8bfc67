import { describe, expect, test } from 'vitest';
import { palettes } from './tokens.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

describe.each(Object.entries(palettes))('%s', (_name, palette) => {
  test.each(['ink', 'soft', 'accent'] as const)('%s reads at 7:1 on the ground', (role) => {
    expect(contrast(palette[role], palette.ground)).toBeGreaterThanOrEqual(7);
  });
});

test('small print on the board’s rail reads at 7:1 too', () => {
  expect(contrast(palettes.board.soft, palettes.board.wash)).toBeGreaterThanOrEqual(7);
});

test('the measure itself is right: black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
