import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const settingsOf = (environment: Record<string, string>) => {
  const read = readSettings(environment);
  if ('mistakes' in read) throw new Error(read.mistakes.join('; '));
  return read.settings;
};
const mistakesOf = (environment: Record<string, string>) => {
  const read = readSettings(environment);
  return 'mistakes' in read ? read.mistakes.join('; ') : '';
};

test('an empty environment serves on 8080 with everything under ./data', () => {
  const settings = settingsOf({});
  expect(settings).toMatchObject({
    port: 8080,
    databaseUrl: undefined,
    busUrl: undefined,
    admin: null,
  });
  expect(settings.mediaDir).toBe(`${settings.dataDir}/media`);
});

test('a variable that is set to nothing counts as not set', () => {
  expect(settingsOf({ PORT: '', PUBLIC_URL: '' })).toMatchObject({ port: 8080, publicUrl: null });
});

test('the public address loses its trailing slash', () => {
  expect(settingsOf({ PUBLIC_URL: 'https://bangtin.example/' }).publicUrl).toBe(
    'https://bangtin.example',
  );
});

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: must begin with postgres://'],
  [{ MEDIA_URL: 's3://bucket' }, 'MEDIA_URL: must begin with file:///'],
  [{ ADMIN_EMAIL: 'a@b.vn' }, 'go together'],
  [{ ADMIN_EMAIL: 'a@b.vn', ADMIN_PASSWORD: 'short' }, 'ADMIN_PASSWORD'],
])('%o is refused and says which variable is wrong', (environment, words) => {
  expect(mistakesOf(environment as Record<string, string>)).toContain(words);
});
