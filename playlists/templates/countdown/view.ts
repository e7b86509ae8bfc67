/** The number of days, as large as the slide; on the last day a clock that runs. */
import { html, nothing, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import { column, text } from '../parts/column.ts';
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
const areas = { wide: { width: 158, height: 24 }, tall: { width: 86, height: 46 } };
/** beside the words "Còn" and "ngày", or between them */
const days: Room = {
  wide: { width: 90, height: 38, largest: 38 },
  tall: { width: 84, height: 42, largest: 42 },
};
const clock: Room = {
  wide: { width: 158, height: 36, largest: 34 },
  tall: { width: 86, height: 36, largest: 20 },
};
const over: Room = {
  wide: { width: 158, height: 38, largest: 22 },
  tall: { width: 86, height: 64, largest: 22 },
};

export function view(data: Countdown, context: SlideContext): TemplateResult {
  const { locale } = context;
  const until = momentOf(data.until, locale);
  const foot = [
    ...text(until ? `${until.time}, ${unbroken(until.weekday)} ${until.date}` : '', 'small', 8),
    ...text(data.note, 'soft', 8.6),
  ];
  return html`<article class="slide on-board countdown">
    ${column(text(data.title, 'strong', 12, 11.5), areas, context)}
    <div class="figure enter" style="--turn:1">
      ${until ? figure(timeLeft(context.now, data.until, context.zone), data, context) : nothing}
    </div>
    ${column(foot, areas, context)}
  </article>`;
}

function figure(left: Left, data: Countdown, context: SlideContext): unknown {
  const { locale } = context;
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
      return set(data.after || words.over[locale], over, context, { as: 'strong over' });
  }
}

/** A figure on one line, as large as its room is wide; its line is as high as itself. */
function large(digits: string, { wide, tall }: Room): TemplateResult {
  const size = (box: Box) =>
    shrink(box.largest, (size) => advance(digits) * size <= box.width && size <= box.height);
  return html`<b class="fitted" style="--wide:${size(wide)};--tall:${size(tall)};--leading:1">${digits}</b>`;
}

/** "Thứ Hai" is one word to the eye */
const unbroken = (text: string) => text.replaceAll(' ', '\u00a0');

const two = (n: number) => String(n).padStart(2, '0');
