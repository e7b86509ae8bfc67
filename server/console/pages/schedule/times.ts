/** Times of the day between a browser's time field and a schedule. */

/** What the browser's time field says, as a schedule means it: midnight at the end is the day's end. */
export function endTime(text: string): string {
  return text === '00:00' ? '24:00' : text;
}

export function endField(time: string): string {
  return time === '24:00' ? '00:00' : time;
}
