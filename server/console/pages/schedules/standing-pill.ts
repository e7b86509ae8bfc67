/** Where a schedule stands, in icon and word. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Schedule } from '#shared/api/resources.ts';
import { pill } from '../../design/parts.ts';
import { dateAndTime, isoDate, time } from '../../locales/formats.ts';
import { locale, words } from '../../locales/words.ts';
import type { Standing } from './standing.ts';

export function standingPill({ kind }: Standing): TemplateResult {
  const said = words().schedules.standing;
  switch (kind) {
    case 'onAir':
      return pill('good', 'onAir', said.onAir);
    case 'coming':
      return pill('accent', 'clock', said.coming);
    case 'draft':
      return pill('neutral', 'edit', said.draft);
    case 'ended':
      return pill('neutral', 'history', said.ended);
  }
}

export function outdatedPill(published: Schedule['published']): TemplateResult | typeof nothing {
  return published?.outdated ? pill('attention', 'alert', words().schedules.outdated) : nothing;
}

/** Until when, or when next; nothing of drafts and of what is over. */
export function standingTime(
  standing: Standing,
  zone: string,
  now: number,
): TemplateResult | typeof nothing {
  const said = words().schedules;
  const near = (at: number) =>
    isoDate(zone, at) === isoDate(zone, now)
      ? time(locale(), zone, at)
      : dateAndTime(locale(), zone, at);
  switch (standing.kind) {
    case 'onAir':
      return standing.until === null
        ? nothing
        : html`<span class="number">${said.onAirUntil(near(standing.until))}</span>`;
    case 'coming':
      return html`<span class="number">${said.comingAt(near(standing.at))}</span>`;
    case 'draft':
    case 'ended':
      return nothing;
  }
}
