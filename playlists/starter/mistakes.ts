/** What can be wrong with a starter file, where, and how it is told in both languages. */
import { fieldWording } from '#shared/api/field-problems.ts';
import type { ProblemParams } from '#shared/api/problems.ts';

export type Mistake = {
  readonly file: string;
  /** counted from 1, as editors do */
  readonly line: number;
  readonly column: number;
  /** where in the file's data, e.g. `items.2.data.headline`; empty for the file as a whole */
  readonly path: string;
  readonly code: string;
  readonly reason: { readonly vi: string; readonly en: string };
};

/** What `shared/api/field-problems.ts` has no words for. */
const wordings: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  notYaml: { vi: 'Không đọc được YAML: {detail}', en: 'This is no YAML: {detail}' },
  duplicate: { vi: '“{name}” đã được dùng ở trên.', en: '“{name}” is used above already.' },
  unknownUnit: { vi: 'Không có đơn vị “{name}”.', en: 'There is no unit “{name}”.' },
  unknownTheme: { vi: 'Không có chủ đề “{name}”.', en: 'There is no theme “{name}”.' },
  unknownPlaylist: {
    vi: 'Không có danh sách phát “{name}”.',
    en: 'There is no playlist “{name}”.',
  },
  unknownClip: { vi: 'Không có clip “{name}”.', en: 'There is no clip “{name}”.' },
  unknownTemplate: {
    vi: 'Không có mẫu trang “{name}”.',
    en: 'There is no slide template “{name}”.',
  },
  outsideUnit: {
    vi: 'Đơn vị “{name}” không thuộc đơn vị ra lịch.',
    en: 'The unit “{name}” is not below the unit of the schedule.',
  },
  noAdministrator: {
    vi: 'Cần ít nhất một tài khoản quản trị (admin) ở đơn vị cao nhất.',
    en: 'At least one administrator (admin) at the top unit is needed.',
  },
  missingFile: { vi: 'Thiếu tệp này.', en: 'This file is missing.' },
};

export function reasonOf(code: string, params: ProblemParams = {}): Mistake['reason'] {
  const entry = wordings[code];
  if (!entry) return { vi: fieldWording(code, 'vi', params), en: fieldWording(code, 'en', params) };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  return { vi: fill(entry.vi), en: fill(entry.en) };
}

/** `schedules.yaml:14:12: There is no playlist “ban-tn”.` */
export function lineOf(mistake: Mistake, locale: 'vi' | 'en'): string {
  const { file, line, column, path, reason } = mistake;
  return `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${reason[locale]}`;
}
