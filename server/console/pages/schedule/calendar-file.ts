/** Sends a calendar file to be read; what comes back are days and hours to choose from. */
import type { When } from '#shared/domain/when.ts';
import type { Answer } from '../../data/api.ts';
import { locale, words } from '../../locales/words.ts';
import type { ScheduleForm } from './form.ts';

const LARGEST = 1_000_000;

export type Draft = {
  readonly summary: string;
  /** null: it can't be said as days and hours */
  readonly when: When | null;
  /** in the reader's language */
  readonly problems: readonly string[];
};

export async function readCalendar(
  file: Blob,
  { unitId, playlistId }: Pick<ScheduleForm, 'unitId' | 'playlistId'>,
): Promise<Answer<readonly Draft[]>> {
  if (file.size > LARGEST) return failed(words().scheduleForm.importTooLarge);
  const query = new URLSearchParams({ unitId, ...(playlistId === '' ? {} : { playlistId }) });
  try {
    const response = await fetch(`/api/schedules/import?${query}`, {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Accept-Language': locale(),
        'Content-Type': 'text/calendar; charset=utf-8',
      },
      body: file,
    });
    const answer = (await response.json()) as { drafts: Draft[]; title?: string };
    return response.ok
      ? { ok: true, value: answer.drafts }
      : failed(answer.title ?? words().common.unreadable);
  } catch {
    return failed(words().common.offline);
  }
}

function failed(title: string): Answer<never> {
  return { ok: false, code: 'internal', status: 0, title, fields: {}, params: {} };
}
