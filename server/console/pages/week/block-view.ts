/** How one block of the week looks: its name and hours, what it is, whom it meets. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PlannedWindow } from '#server/publish/port.ts';
import { type IconName, icon } from '../../design/icons.ts';
import { words } from '../../locales/words.ts';
import { type Block, conflictOf } from './blocks.ts';
import { weekdayOf } from './clock-time.ts';
import { fillsTheDay } from './layout.ts';

export const meetingIcon: Readonly<Record<PlannedWindow['meets'][number]['how'], IconName>> = {
  yields: 'moveDown',
  outranks: 'moveUp',
  shares: 'shares',
};

export type Handlers = {
  readonly press: (event: PointerEvent, block: Block) => void;
  readonly move: (event: PointerEvent) => void;
  readonly drop: () => void;
  readonly cancel: () => void;
  readonly click: (event: MouseEvent, block: Block) => void;
  readonly key: (event: KeyboardEvent, block: Block) => void;
  readonly leave: () => void;
};

/** Room for one line, for two, or for a name of several. */
export type Size = 'low' | 'middle' | 'high';

/** Of a block that is drawn so many minutes long. */
export function sizeOf(minutes: number): Size {
  return minutes < 40 ? 'low' : minutes < 65 ? 'middle' : 'high';
}

export function blockView(
  block: Block,
  looks: {
    readonly size: Size;
    readonly hours: string;
    readonly mayMove: boolean;
    readonly lifted: boolean;
  },
  on: Handlers,
): TemplateResult {
  const { window, date } = block;
  const { size, hours, lifted } = looks;
  const said = words().week;
  // what fills its day has no edge to be drawn at: its hours are changed in its sheet
  const movable = looks.mayMove && !fillsTheDay(block);
  const conflict = conflictOf(window);
  const states = [
    said.state[window.state],
    said.mode[window.mode],
    ...window.meets.map(({ how, name }) => said.how[how](name)),
    ...(window.source.kind === 'period' ? [said.byPeriod] : []),
  ].join('. ');
  return html`<button
    type="button"
    class="block ${window.priority} ${window.mode} ${window.state} ${movable ? 'movable' : ''} ${size} ${lifted ? 'lifted' : ''}"
    data-key=${block.key}
    title=${`${window.name}, ${hours}. ${states}`}
    aria-describedby=${movable ? 'keys' : nothing}
    @pointerdown=${(event: PointerEvent) => on.press(event, block)}
    @pointermove=${on.move}
    @pointerup=${on.drop}
    @pointercancel=${on.cancel}
    @click=${(event: MouseEvent) => on.click(event, block)}
    @keydown=${(event: KeyboardEvent) => on.key(event, block)}
    @blur=${on.leave}
    @contextmenu=${(event: Event) => {
      // a finger that rests lifts the block; it does not ask for a menu
      if (lifted) event.preventDefault();
    }}
  >
    <span class="name">${window.name}</span>
    ${size === 'low' ? nothing : html`<span class="time">${hours}</span>`}
    <span class="unseen"
      >${size === 'low' ? `, ${hours}` : nothing}, ${words().schedules.day(weekdayOf(date))}.
      ${states}</span
    >
    ${
      conflict || window.source.kind === 'period'
        ? html`<span class="badges" aria-hidden="true">
            ${window.source.kind === 'period' ? icon('clock') : nothing}
            ${conflict ? html`<span class=${conflict}>${icon(meetingIcon[conflict])}</span>` : nothing}
          </span>`
        : nothing
    }
    ${
      movable
        ? html`${block.begins ? html`<span class="grip start"></span>` : nothing}
          ${block.finishes ? html`<span class="grip end"></span>` : nothing}`
        : nothing
    }
  </button>`;
}
