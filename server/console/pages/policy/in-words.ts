/** A part of an air policy as people say it: what is shown where it comes from above. Pure. */
import type { AirPolicy, OnHours, SoundRules } from '#shared/domain/air-policy.ts';
import type { Words } from '../../locales/words.ts';
import { periodName } from '../../period-name.ts';
import { daysOf, hoursOf, rangeOf } from '../schedules/summary.ts';

export function airtimeInWords(words: Words, airtime: AirPolicy['airtime']): string {
  return airtime === null
    ? words.policy.airtimeFree
    : words.policy.share(airtime.office, airtime.school);
}

export function soundInWords(words: Words, { quiet, volumes, volume }: SoundRules): string {
  const said = words.policy;
  const at = (stretch: SoundRules['quiet'][number]) =>
    'period' in stretch ? periodName(words, stretch.period) : rangeOf(stretch.hours);
  return [
    quiet.length === 0 ? said.quietNone : said.quietIn(quiet.map(at).join(', ')),
    ...volumes.map((each) => `${at(each.at)} ${each.volume} %`),
    `${said.volume.toLocaleLowerCase('vi')} ${volume} %`,
  ].join('; ');
}

export function onHoursInWords(words: Words, rows: OnHours): string {
  return rows.length === 0
    ? words.policy.always
    : rows.map(({ days, hours }) => `${daysOf(words, days)} ${hoursOf(words, hours)}`).join('; ');
}
