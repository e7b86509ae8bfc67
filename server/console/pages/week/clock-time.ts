/** Wall-clock times as minutes since midnight, and days as dates. Pure. */
export const MINUTES_A_DAY = 1440;
const DAY_MS = 86_400_000;

/** `07:15` as 435; `24:00` is the end of the day. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** 435 as `07:15`, the next day's 00:00 as `24:00`, what lies beyond by its own day's clock. */
export function timeOf(minutes: number): string {
  const within = minutes > MINUTES_A_DAY ? minutes - MINUTES_A_DAY : minutes;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(within / 60))}:${two(within % 60)}`;
}

/** `7:15`, as Vietnamese timetables write it */
export function spoken(time: string): string {
  return time.replace(/^0/, '');
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** ISO weekday, Monday 1 to Sunday 7 */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** The Monday of the date's week. */
export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date));
}

/** `23/11` */
export function dayAndMonth(date: string): string {
  const [, month = '', day = ''] = date.split('-');
  return `${day}/${month}`;
}
