/** How the state of a screen looks wherever one is shown. */
import type { TemplateResult } from 'lit';
import type { IconName } from './design/icons.ts';
import { pill, type Tone } from './design/parts.ts';
import { words } from './locales/words.ts';
import type { ScreenState } from './screen-rows.ts';

const looks: Readonly<Record<ScreenState, readonly [Tone, IconName]>> = {
  onAir: ['good', 'onAir'],
  idle: ['neutral', 'clock'],
  fetching: ['accent', 'download'],
  trouble: ['attention', 'warning'],
  away: ['bad', 'offline'],
  never: ['neutral', 'help'],
};

export function statePill(state: ScreenState): TemplateResult {
  const [tone, icon] = looks[state];
  return pill(tone, icon, words().screens.state[state]);
}
