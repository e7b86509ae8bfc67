/** The number of days, as large as the slide; on the last day a clock that runs. */
import { html, nothing, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
import { advance } from '../type/advance.ts';
import { type Box, type Room, shrink } from '../type/fit.ts';
import { type Left, timeLeft } from './left.ts';
import type { Countdown } from './schema.ts';

const words = {
  left: { vi: 'Còn', en: 'Only' },
  days: { vi: 'ngày', en: 'days left' },
  day: { vi: 'ngày', en: 'day left' },
  over: { vi: 'Đã đến giờ', en: 'It is time' },
};
const title = {
  wide: { width: 158, height: 28, largest: 11 },
  tall: { width: 84, height: 40, largest: 11 },
};
const note = {
  wide: { width: 84, height: 19, largest: 7 },
  tall: { width: 84, height: 32, largest: 7 },
};
const date = {
  wide: { width: 62, height: 14, largest: 4.8 },
  tall: { width: 84, height: 14, largest: 4.8 },
};
/** beside the words "Còn" and "ngày", or between them */
const days: Room = {
  wide: { width: 98, height: 46, largest: 46 },
  tall: { width: 84, height: 46, largest: 46 },
};
const clock: Room = {
  wide: { width: 158, height: 40, largest: 34 },
  tall: { width: 84, height: 40, largest: 19 },
};
const over: Room = {
  wide: { width: 158, height: 48, largest: 24 },
  tall: { width: 84, height: 70, largest: 24 },
};

export function view(data: Countdown, context: SlideContext): TemplateResult {
  const { locale } = context;
  const until = momentOf(data.until, locale);
  return html`<article class="slide on-board countdown">
    ${set(data.title, title, { as: 'strong', turn: 0 })}
    <div class="figure enter" style="--turn:1">
      ${until ? figure(timeLeft(context.now, data.until, context.zone), data, context) : nothing}
    </div>
    <div class="foot enter" style="--turn:2">
      <div>${set(data.note, note)}</div>
      ${until ? set(`${until.time}, ${unbroken(until.weekday)} ${until.date}`, date, { as: 'small' }) : nothing}
    </div>
  </article>`;
}

function figure(left: Left, data: Countdown, { locale }: SlideContext): unknown {
  switch (left.kind) {
    case 'days': {
      const unit = words[left.days === 1 ? 'day' : 'days'][locale];
      return html`<span>${words.left[locale]}</span>${large(String(left.days), days)}<span
          >${unit}</span
        >`;
    }
    case 'hours':
      return large(`${left.hours}:${two(left.minutes)}:${two(left.seconds)}`, clock);
    case 'over':
      return set(data.after || words.over[locale], over, { as: 'strong over' });
  }
}

/** A figure on one line, as large as its room is wide; its line is as high as itself. */
function large(text: string, { wide, tall }: Room): TemplateResult {
  const size = (box: Box) =>
    shrink(box.largest, (size) => advance(text) * size <= box.width && size <= box.height);
  return html`<b class="fitted" style="--wide:${size(wide)};--tall:${size(tall)};--leading:1">${text}</b>`;
}

/** "Thứ Hai" is one word to the eye */
const unbroken = (text: string) => text.replaceAll(' ', '\u00a0');

const two = (n: number) => String(n).padStart(2, '0');
