import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { templates } from './index.ts';
import { fittingSize } from './type/fit.ts';

test('there are nine, each under its own id', () => {
  expect([...templates.keys()]).toEqual([
    ...['news', 'announcement', 'campaign-tip', 'exemplary-person', 'event-invitation'],
    ...['official-document', 'countdown', 'menu', 'timetable-change'],
  ]);
  for (const [id, template] of templates) expect(template.id).toBe(id);
});

describe.each([...templates.values()])('$id', (template) => {
  const { shape } = template.schema as unknown as z.ZodObject;

  test('its sample is valid as it stands', () => {
    expect(template.schema.parse(template.sample)).toEqual(template.sample);
  });

  test('its form asks for each field of the schema, once, and says truly what is optional', () => {
    expect(template.fields.map(({ name }) => name).sort()).toEqual(Object.keys(shape).sort());
    for (const { name, optional } of template.fields)
      expect(shape[name]!.safeParse(undefined).success, name).toBe(optional === true);
  });

  test('its form tells the same limits as the schema', () => {
    for (const { name, input, maxLength, maxLines } of template.fields) {
      const length = maxLength ?? 0;
      if (input === 'line' || input === 'text') {
        expect(shape[name]!.safeParse('a'.repeat(length)).success, name).toBe(true);
        expect(shape[name]!.safeParse('a'.repeat(length + 1)).success, name).toBe(false);
      }
      if (input === 'lines') {
        const lines = (count: number) => Array.from({ length: count }, () => 'a'.repeat(length));
        expect(shape[name]!.safeParse(lines(maxLines!)).success, name).toBe(true);
        expect(shape[name]!.safeParse(lines(maxLines! + 1)).success, name).toBe(false);
        expect(shape[name]!.safeParse(['a'.repeat(length + 1)]).success, name).toBe(false);
      }
    }
  });

  test('an optional field may be left empty in the form', () => {
    const empty = Object.fromEntries(
      template.fields.filter(({ optional }) => optional).map(({ name }) => [name, '']),
    );
    expect(template.schema.safeParse({ ...template.sample, ...empty }).success).toBe(true);
  });

  test('its words are in both languages', () => {
    const texts = [
      template.name,
      template.purpose,
      ...template.fields.flatMap(({ label, hint, choices }) => [
        label,
        ...(hint ? [hint] : []),
        ...(choices ?? []).map((choice) => choice.label),
      ]),
    ];
    for (const { vi, en } of texts) {
      expect(vi).not.toBe('');
      expect(en).not.toBe('');
    }
  });

  test('stays long enough to be read', () => {
    const ms = template.dwell(template.sample);
    expect(ms).toBeGreaterThanOrEqual(6000);
    expect(ms).toBeLessThanOrEqual(30_000);
  });

  test('names the photo that it shows, and no empty one', () => {
    const hasPhoto = template.fields.some(({ input }) => input === 'image');
    const photo = 'a'.repeat(64);
    expect(template.media({ ...template.sample, photo })).toEqual(hasPhoto ? [photo] : []);
    expect(template.media({ ...template.sample, photo: '' })).toEqual([]);
    expect(template.media(template.sample)).toEqual([]);
  });
});

test('a headline of the greatest length still reads from ten metres', () => {
  // 64 characters of prose in the room that a headline has beside a photo: 8 % of the height and more
  const prose = 'Phòng Giáo dục và Đào tạo huyện Phú Giáo thông báo về kỳ hội thi';
  expect(prose).toHaveLength(64);
  expect(fittingSize(prose, { width: 98, height: 44, largest: 12 })).toBeGreaterThan(8);
});
