/** The assignments of one screen, one after another: their sequence, and what is kept of them. */
import { describe, expect, test } from 'vitest';
import { everything } from '#server/access/scope.ts';
import type { SignedAssignment } from '#shared/protocol/messages.ts';
import { district, eachInADistrict, type HubDistrict } from '#test/support/hub-district.ts';

eachInADistrict();

describe('[H4] the sequence', () => {
  test('grows with each change and stays while nothing changes', async () => {
    const { screen, closed, next } = district.listen(await district.pair(district.primary));
    await screen.connect();
    const first = screen.assignment!.sequence;
    screen.close();
    await closed();
    await screen.connect();
    expect(screen.assignment!.sequence).toBe(first);
    const second = await assigned(next, 'Một');
    const third = await assigned(next, 'Hai');
    expect(second.sequence).toBeGreaterThan(first);
    expect(third.sequence).toBeGreaterThan(second.sequence);
  });

  test('a screen that has accepted more than the store knows is told a higher one', async () => {
    const paired = await district.pair(district.primary);
    const { screen, closed } = district.listen(paired);
    await screen.connect();
    const ahead: SignedAssignment = { ...screen.assignment!, sequence: 1_000_000 };
    screen.close();
    await closed();
    screen.assignment = { ...ahead, manifest: 'f'.repeat(64) };
    await screen.connect();
    expect(screen.assignment.sequence).toBe(1_000_001);
  });

  async function assigned(next: ReturnType<HubDistrict['listen']>['next'], title: string) {
    await district.publish(district.office, [title]);
    return (await next('assign')).assignment;
  }
});

describe('what a screen was told', () => {
  test('[H14] is kept one by one, though it all happens before anything is written', async () => {
    const { screen, next } = district.listen(await district.pair(district.primary));
    const told: string[] = [];
    await screen.connect();
    told.push(screen.assignment!.manifest);
    for (const title of ['Một', 'Hai']) {
      await district.publish(district.office, [title]);
      told.push((await next('assign')).assignment.manifest);
    }
    await district.written();
    const span = { from: 0, to: Number.MAX_SAFE_INTEGER };
    const kept = await district.store.screens.told(everything, screen.paired.screenId, span);
    expect(kept.map(({ manifest }) => manifest)).toEqual(told);
  });
});
