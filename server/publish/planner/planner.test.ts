import { afterEach, beforeEach, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import { slideEntry } from '#test/support/broadcast.ts';
import {
  openPlannedDistrict,
  type PlannedDistrict,
  tuesday,
} from '#test/support/planned-district.ts';

let district: PlannedDistrict;
beforeEach(async () => {
  district = await openPlannedDistrict(tuesday('08:00'));
});
afterEach(() => district.stop());

test('now is one instant, however long the looking takes: never the past of a moment ago', async () => {
  // It was told nothing yet, so that in the past there is nothing to be seen.
  const screenId = await district.screenIn(district.primary);
  await district.publish('Bản tin', [slideEntry('tin')]);
  let at = tuesday('08:00');
  Object.defineProperty(district.clock, 'now', { get: () => (at += 1) });
  const compiled = await district.planner.manifestAt(everything, screenId, null);
  expect(compiled).not.toBeNull();
  const explanation = await district.planner.explain(everything, screenId, null);
  expect(explanation).toMatchObject({ manifest: compiled!.id });
  expect(explanation!.at).toBeGreaterThan(tuesday('08:00'));
});
