import { describe, expect, test } from 'vitest';
import { drawable } from './drawable.ts';
import { templates } from './index.ts';

const news = templates.get('news')!;

test('right data are drawn as the schema gives them', () => {
  expect(drawable(news, { headline: '  Tin  vui ' })).toEqual({ headline: 'Tin vui' });
});

test('a draft keeps what is right and leaves empty what is not', () => {
  expect(drawable(news, { headline: '', body: 'Hơn 1.200 đầu sách' })).toEqual({
    headline: '',
    body: 'Hơn 1.200 đầu sách',
  });
});

test('a text that is too long yet is still shown while it is being shortened', () => {
  const headline = 'dài '.repeat(40);
  expect(drawable(news, { headline })).toMatchObject({ headline });
  expect(drawable(news, { headline: 'x'.repeat(100_000) })).toMatchObject({ headline: '' });
});

describe.each([...templates.values()])('$id', (template) => {
  test('never shows words of the sample that nobody wrote', () => {
    const words = Object.values(template.sample)
      .flat()
      .filter((it) => typeof it === 'string');
    const choices = template.fields.flatMap((field) => field.choices ?? []).map((c) => c.value);
    const drawn = JSON.stringify(drawable(template, {}));
    for (const word of words) if (!choices.includes(word)) expect(drawn).not.toContain(word);
  });

  test.each([
    {},
    { headline: 1, title: null, dishes: 'x', changes: [1, {}, 'y'], until: 'mai', photo: '../x' },
  ])('draws nonsense without throwing: %o', (data) => {
    const context = {
      mediaUrl: (sha256: string) => `/media/${sha256}`,
      zone: 'Asia/Ho_Chi_Minh',
      locale: 'vi',
      now: 0,
    } as const;
    expect(() => template.view(drawable(template, data), context)).not.toThrow();
  });
});
