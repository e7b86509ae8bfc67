/** How the state of a screen looks wherever one is shown. */
import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from './design/icons.ts';
import { pill, type Tone } from './design/parts.ts';
import { words } from './locales/words.ts';
import type { Need, ScreenState } from './screen-rows.ts';

const looks: Readonly<Record<ScreenState, readonly [Tone, IconName]>> = {
  onAir: ['good', 'onAir'],
  idle: ['neutral', 'clock'],
  fetching: ['accent', 'download'],
  trouble: ['attention', 'warning'],
  away: ['bad', 'offline'],
  never: ['neutral', 'help'],
};

export function statePill(state: ScreenState): TemplateResult {
  const [tone, sign] = looks[state];
  return pill(tone, sign, words().screens.state[state]);
}

/** What somebody has to see to, in a few words. */
export function needsText(needs: readonly Need[]): TemplateResult | typeof nothing {
  if (needs.length === 0) return nothing;
  const said = words().screens.needs;
  return html`<span class="small soft">${needs.map((need) => said[need]).join(' · ')}</span>`;
}

export function speakerTag(): TemplateResult {
  return html`<span class="tag">${icon('speaker')} ${words().screens.kindOf.speaker}</span>`;
}
