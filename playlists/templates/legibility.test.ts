import { describe, expect, test } from 'vitest';
import { templates } from './index.ts';
import { concernText, legibility, wordsOf } from './legibility.ts';

const news = templates.get('news')!;
const short = { headline: 'Nghỉ học chiều thứ Sáu' };

describe('what an editor is told of a slide', () => {
  test('few words on a usual screen are no concern', () => {
    expect(legibility(news, short).concerns).toEqual([]);
    expect(legibility(news, short).legibleFromM).toBeGreaterThan(8);
  });

  test('what does not fit at a size that can be read is shown as pages, and told', () => {
    const long = templates.get('exemplary-person')!;
    const told = legibility(long, long.sample);
    expect(told.concerns).toContain('pages');
    expect(told.concerns).not.toContain('small');
    expect(concernText('pages', told).vi).toContain(`${told.pages} trang`);
  });

  test('a small screen far away can’t be read, and from how far it can is told', () => {
    const viewing = { distanceM: 15, heightM: 0.4 };
    const told = legibility(news, news.sample, viewing);
    expect(told.concerns).toContain('small');
    expect(told.legibleFromM).toBeLessThan(15);
    expect(concernText('small', told, viewing).vi).toContain('từ 15 m');
  });

  test('near a large screen the same slide needs no second page', () => {
    const menu = templates.get('menu')!;
    expect(legibility(menu, menu.sample).pages).toBeGreaterThan(1);
    expect(legibility(menu, menu.sample, { distanceM: 3, heightM: 0.9 }).pages).toBe(1);
  });

  test('a long address makes a code that scans badly', () => {
    const paper = templates.get('official-document')!;
    const address = `https://phugiao.example/${'v'.repeat(120)}`;
    expect(legibility(paper, { ...paper.sample, address }).concerns).toContain('code');
  });

  test('a form half filled is told of, too', () => {
    for (const template of templates.values()) expect(legibility(template, {}).words).toBe(0);
  });

  test('Vietnamese syllables are not words', () => {
    expect(wordsOf(['Trường học thân thiện, học sinh tích cực'])).toBe(6);
    expect(wordsOf(['no running in the yard'])).toBe(5);
  });
});
