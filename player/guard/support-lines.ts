/** From how the player stands to the lines of the support card. */
import { dateText, knownZone, timeText } from '#player/cards/wording.ts';
import type { Snapshot } from '#player/player.ts';
import type { ScreenProfile } from '#shared/protocol/messages.ts';
import type { SupportLine } from './support-card.ts';
import { supportWords as words } from './support-words.ts';

export type SupportFacts = {
  /** null: the player has not started */
  readonly snapshot: Pick<
    Snapshot,
    'screenId' | 'link' | 'clock' | 'cache' | 'log' | 'problem' | 't'
  > | null;
  readonly profile: ScreenProfile | null;
  readonly build: string;
  readonly origin: string;
};

const MB = 1024 * 1024;

export function supportLines(facts: SupportFacts): readonly SupportLine[] {
  const { snapshot, profile, build, origin } = facts;
  const lines: SupportLine[] = [];
  const name = profile && [profile.screenName, profile.placeName, profile.unitName];
  lines.push({
    label: words.screen,
    value: name ? name.filter((part) => part !== null).join(' · ') : words.unpaired,
  });
  if (snapshot?.screenId) lines.push({ label: words.id, value: snapshot.screenId });
  lines.push({ label: words.server, value: origin });
  if (snapshot) {
    const { link, clock, cache, log, t } = snapshot;
    lines.push({ label: words.link, value: link === 'live' ? words.live : words.away });
    const zone = knownZone(profile?.zone ?? 'Asia/Ho_Chi_Minh');
    const time = `${timeText(t, zone)} ${dateText(t, zone, 'vi')}`;
    const { uncertainty } = clock;
    const { vi, en } = words.unsure;
    lines.push({
      label: words.clock,
      value:
        uncertainty === null
          ? { vi: `${time} (${vi})`, en }
          : `${time} (± ${Math.ceil(uncertainty)} ms)`,
    });
    lines.push({ label: words.storage, value: `${Math.round(cache.used / MB)} MB` });
    lines.push({ label: words.backlog, value: String(log.backlog) });
  }
  lines.push({ label: words.build, value: build });
  lines.push({ label: words.problem, value: snapshot?.problem ?? words.none });
  return lines;
}
