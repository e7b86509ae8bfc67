/** The stretch of time that a query asks about; a day when it leaves an end out. */
import { Refusal } from '#shared/api/problems.ts';

const DAY_MS = 24 * 3_600_000;

/** `ahead`: by default the coming day, else the past one. Throws `invalid` when too long or reversed. */
export function span(
  query: { readonly from?: number | undefined; readonly to?: number | undefined },
  now: number,
  { days, ahead }: { readonly days: number; readonly ahead: boolean },
): { readonly from: number; readonly to: number } {
  const from = query.from ?? (ahead ? now : (query.to ?? now) - DAY_MS);
  const to = query.to ?? (ahead ? from + DAY_MS : Math.max(now, from));
  if (to < from) refuse('rangeReversed', {});
  if (to - from > days * DAY_MS) refuse('rangeTooLong', { maximum: days });
  return { from, to };
}

function refuse(code: string, params: Record<string, number>): never {
  throw new Refusal('invalid', {}, [{ path: 'to', code, message: '', params }]);
}
