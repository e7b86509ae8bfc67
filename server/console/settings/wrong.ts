/** What is wrong with a setting as it stands in a form, in the very words that the server has for it. */
import { fieldWording, wrongFields } from '#shared/api/field-problems.ts';
import type { Locale } from '#shared/api/problems.ts';
import { type SettingKind, type SettingValue, settings } from '#shared/api/resources.ts';
import { settingProblems } from '#shared/api/setting-problems.ts';

/** Sentences by path: `terms.0.until`. */
export type Wrong = Readonly<Record<string, string>>;

export function wrongWith<Kind extends SettingKind>(
  kind: Kind,
  value: SettingValue<Kind>,
  locale: Locale,
): Wrong {
  const parsed = settings[kind].safeParse(value);
  const found = parsed.success
    ? settingProblems(kind, parsed.data as SettingValue<Kind>)
    : wrongFields(parsed.error, value);
  return Object.fromEntries(
    found.map(({ path, code, params }) => [path, fieldWording(code, locale, params)]),
  );
}

/** The server's paths begin where the request's value does. */
export function fromServer(fields: Readonly<Record<string, string>>): Wrong {
  return Object.fromEntries(
    Object.entries(fields).map(([path, text]) => [path.replace(/^value\./, ''), text]),
  );
}
