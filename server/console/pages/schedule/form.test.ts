import { describe, expect, test } from 'vitest';
import { plainWhen, When } from '#shared/domain/when.ts';
import { vi } from '../../locales/vi.ts';
import { emptyForm, fromServer, inputOf, objectionsTo } from './form.ts';
import { endField, endTime } from './times.ts';

const form = emptyForm('u', 'p', '2026-11-23');

describe('the schedule form', () => {
  test('begins as something that could be saved at once', () => {
    expect(objectionsTo(form, vi, 'vi')).toEqual({});
    expect(When.safeParse(inputOf(form).when).success).toBe(true);
  });

  test('tells at the field what is missing or the wrong way round', () => {
    const wrong = objectionsTo(
      {
        ...form,
        playlistId: '',
        whole: false,
        when: {
          ...plainWhen,
          days: [],
          hours: [
            { start: '07:00', end: '' },
            { start: '08:00', end: '08:00' },
          ],
          from: '2026-12-01',
          until: '2026-11-01',
        },
      },
      vi,
      'vi',
    );
    expect(Object.keys(wrong).toSorted()).toEqual([
      'audience.units',
      'playlistId',
      'when.days',
      'when.hours.0',
      'when.hours.1',
      'when.until',
    ]);
    expect(wrong['when.until']).toBe('Ngày kết thúc đang trước ngày bắt đầu.');
  });

  test('units that were chosen and then given up for everything are not sent', () => {
    const audience = { units: ['a'], levels: [], tags: [] };
    expect(inputOf({ ...form, whole: true, audience }).audience.units).toEqual([]);
    expect(inputOf({ ...form, whole: false, audience }).audience.units).toEqual(['a']);
  });

  test('midnight at the end is the end of the day, which a time field can’t say', () => {
    expect(endTime('00:00')).toBe('24:00');
    expect(endField('24:00')).toBe('00:00');
    expect(endTime('07:30')).toBe('07:30');
  });

  test('the server’s objections find their fields', () => {
    expect(
      fromServer({ 'when.hours.1.end': 'a', 'audience.units.3': 'b', 'when.until': 'c' }),
    ).toEqual({ 'when.hours.1': 'a', 'audience.units': 'b', 'when.until': 'c' });
  });
});
