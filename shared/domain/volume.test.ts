import { describe, expect, test } from 'vitest';
import { decibelsOf, gainOf, VOLUME_STEP } from './volume.ts';

const steps = Array.from({ length: 100 / VOLUME_STEP }, (_, i) => (i + 1) * VOLUME_STEP);

describe('the law of loudness', () => {
  test('each step is the same number of decibels: three', () => {
    for (const step of steps.slice(1)) {
      expect(decibelsOf(step) - decibelsOf(step - VOLUME_STEP)).toBeCloseTo(3, 9);
      expect(20 * Math.log10(gainOf(step) / gainOf(step - VOLUME_STEP))).toBeCloseTo(3, 9);
    }
  });
  test('0 is silent and 100 as mastered, and nothing is louder', () => {
    expect(gainOf(0)).toBe(0);
    expect(gainOf(100)).toBe(1);
    expect(gainOf(250)).toBe(1);
  });
  test('a screen’s trim moves every step by the same, and leaves silence silent', () => {
    for (const step of steps) {
      expect(20 * Math.log10(gainOf(step, -6) / gainOf(step))).toBeCloseTo(-6, 9);
    }
    expect(gainOf(0, -6)).toBe(0);
  });
});
