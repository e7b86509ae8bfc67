import { describe, expect, test } from 'vitest';
import {
  AssetChange,
  MeChange,
  PersonChange,
  PlaylistChange,
  ScheduleChange,
  ScreenChange,
  UnitChange,
} from './resources.ts';

describe('changes of resources', () => {
  test.each([
    ['a unit', UnitChange, {}],
    ['a person', PersonChange, {}],
    ['oneself', MeChange, {}],
    ['an asset', AssetChange, {}],
    ['a screen', ScreenChange, {}],
    ['a playlist', PlaylistChange, { version: 1 }],
    ['a schedule', ScheduleChange, { version: 1 }],
  ])('a change of %s touches only what it names', (_, schema, least) => {
    expect(schema.parse(least)).toEqual(least);
  });
});
