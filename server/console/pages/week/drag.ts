/**
 * A drag from grasp to drop, as states. The page feeds it pointers and draws what it answers; it
 * knows no element and no clock. Pure.
 *
 * A mouse drags at once when it has moved a little; a finger first rests on the block, because
 * otherwise it scrolls.
 */
import { STEP } from './move.ts';

export type Grip = 'whole' | 'start' | 'end';

export type Drag =
  | { readonly kind: 'none' }
  /** pressed, not moved yet: may still turn out to be a click, or a finger that scrolls */
  | {
      readonly kind: 'pressed';
      readonly key: string;
      readonly grip: Grip;
      readonly x: number;
      readonly y: number;
      readonly touch: boolean;
    }
  | {
      readonly kind: 'dragging';
      readonly key: string;
      readonly grip: Grip;
      readonly x: number;
      readonly y: number;
      /** as far as it is dragged, in steps */
      readonly minutes: number;
      readonly days: number;
    };

export type DragEvent =
  | {
      readonly kind: 'press';
      readonly key: string;
      readonly grip: Grip;
      readonly x: number;
      readonly y: number;
      readonly touch: boolean;
    }
  | { readonly kind: 'rested' }
  | { readonly kind: 'move'; readonly x: number; readonly y: number }
  | { readonly kind: 'drop' }
  | { readonly kind: 'cancel' };

/** How the grid is drawn right now. */
export type Measures = {
  readonly pixelsAMinute: number;
  readonly columnWidth: number;
  /** false: only one day is to be seen */
  readonly sideways: boolean;
};

export type Outcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'click'; readonly key: string }
  | {
      readonly kind: 'dropped';
      readonly key: string;
      readonly grip: Grip;
      readonly minutes: number;
      readonly days: number;
    };

/** A mouse that moves less than this many pixels clicks. */
const CLICK_PX = 4;
/** A finger that moves more than this before it has rested scrolls. */
const SCROLL_PX = 8;

const NONE: Drag = { kind: 'none' };
const NOTHING: Outcome = { kind: 'nothing' };

export function dragged(
  drag: Drag,
  event: DragEvent,
  measures: Measures,
): { readonly drag: Drag; readonly outcome: Outcome } {
  switch (event.kind) {
    case 'press': {
      const { key, grip, x, y, touch } = event;
      return { drag: { kind: 'pressed', key, grip, x, y, touch }, outcome: NOTHING };
    }
    case 'rested':
      if (drag.kind !== 'pressed' || !drag.touch) return { drag, outcome: NOTHING };
      return { drag: begun(drag), outcome: NOTHING };
    case 'move':
      return { drag: followed(drag, event, measures), outcome: NOTHING };
    case 'drop':
      if (drag.kind === 'pressed') return { drag: NONE, outcome: { kind: 'click', key: drag.key } };
      if (drag.kind === 'dragging' && (drag.minutes !== 0 || drag.days !== 0)) {
        const { key, grip, minutes, days } = drag;
        return { drag: NONE, outcome: { kind: 'dropped', key, grip, minutes, days } };
      }
      return { drag: NONE, outcome: NOTHING };
    case 'cancel':
      return { drag: NONE, outcome: NOTHING };
  }
}

function begun({ key, grip, x, y }: Drag & { kind: 'pressed' }): Drag {
  return { kind: 'dragging', key, grip, x, y, minutes: 0, days: 0 };
}

function followed(
  drag: Drag,
  { x, y }: { readonly x: number; readonly y: number },
  measures: Measures,
): Drag {
  if (drag.kind === 'none') return drag;
  if (drag.kind === 'pressed') {
    const far = Math.hypot(x - drag.x, y - drag.y);
    if (drag.touch) return far > SCROLL_PX ? NONE : drag;
    return far > CLICK_PX ? followed(begun(drag), { x, y }, measures) : drag;
  }
  const minutes = Math.round((y - drag.y) / measures.pixelsAMinute / STEP) * STEP;
  const days =
    drag.grip === 'whole' && measures.sideways
      ? Math.round((x - drag.x) / measures.columnWidth)
      : 0;
  return { ...drag, minutes: minutes || 0, days: days || 0 };
}
