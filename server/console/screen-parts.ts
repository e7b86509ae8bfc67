/** How the state of a screen looks wherever one is shown. */
import { html, nothing, type TemplateResult } from 'lit';
import { ScreenKind } from '#shared/protocol/messages.ts';
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

/** What the machine is: asked for when it is paired and where it is installed. */
export function kindField(kind: ScreenKind, choose: (kind: ScreenKind) => void): TemplateResult {
  const said = words().screens;
  return html`<div class="field" role="radiogroup" aria-labelledby="kind" aria-describedby="kind-hint">
    <span class="legend" id="kind">${said.kindLabel}</span>
    <div class="choices">
      ${ScreenKind.options.map(
        (each) => html`<label class="choice">
          <input
            type="radio"
            name="kind"
            .checked=${each === kind}
            @change=${() => choose(each)}
          />
          ${icon(each === 'speaker' ? 'speaker' : 'online')} ${said.kindOf[each]}
        </label>`,
      )}
    </div>
    <p class="hint" id="kind-hint">${said.kindHint}</p>
  </div>`;
}
