import { describe, expect, test } from 'vitest';
import { answerFor } from './shell.ts';

const origin = 'https://school.example';
const shell = { version: '1', script: '/assets/p.js', files: ['/assets/p.js', '/assets/f.woff2'] };
const asked = (path: string, mode = 'cors', method = 'GET') =>
  answerFor({ url: new URL(path, origin).href, mode, method }, origin, shell);

describe('the service worker', () => {
  test('answers the page and its files from this machine', () => {
    expect(asked('/player', 'navigate')).toBe('page');
    expect(asked('/player?x=1', 'navigate')).toBe('page');
    expect(asked('/assets/p.js')).toBe('file');
    expect(asked('/assets/f.woff2')).toBe('file');
  });
  test('leaves everything else alone', () => {
    expect(asked('/', 'navigate')).toBe('network');
    expect(asked('/player/sw.js')).toBe('network');
    expect(asked('/assets/console.js')).toBe('network');
    expect(asked('/media/abc')).toBe('network');
    expect(asked('/manifests/abc')).toBe('network');
    expect(asked('/api/pairings', 'cors', 'POST')).toBe('network');
    expect(asked('https://elsewhere.example/assets/p.js')).toBe('network');
  });
});
