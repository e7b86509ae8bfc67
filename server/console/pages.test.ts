import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pageNames } from './pages.ts';

test('every folder with a view is a page of the console, under its own name', () => {
  const folder = fileURLToPath(new URL('./pages/', import.meta.url));
  const views = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('/view.ts'))
    .map((file) => file.replace('/view.ts', ''));
  expect([...new Set(pageNames)].sort()).toEqual(views.sort());
});
