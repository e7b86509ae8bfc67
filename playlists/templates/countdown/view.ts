/** The number of days, as large as the slide; on the last day a clock that runs. */
import { html, nothing, type TemplateResult } from 'lit';
import { momentOf } from '../moment.ts';
import type { SlideContext } from '../template.ts';
import { type Room, typeset } from '../type/fit.ts';
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
const over: Room = {
  wide: { width: 158, height: 48, largest: 24 },
  tall: { width: 84, height: 70, largest: 24 },
};

export function view(data: Countdown, context: SlideContext): TemplateResult {
  const { locale } = context;
  const until = momentOf(data.until, locale);
  const when = until ? `${until.weekday}, ${until.date} · ${until.time}` : '';
  return html`<article class="slide on-board countdown">
    <p class="fitted strong enter title" style=${typeset(data.title, title)}>${data.title}</p>
    ${until ? figure(timeLeft(context.now, data.until, context.zone), data, context) : nothing}
    <div class="foot enter" style="--turn:2">
      ${
        data.note
          ? html`<p class="fitted note" style=${typeset(data.note, note)}>${data.note}</p>`
          : nothing
      }
      <p class="small fitted" style=${typeset(when, date)}>${when}</p>
    </div>
  </article>`;
}

function figure(left: Left, data: Countdown, { locale }: SlideContext): TemplateResult {
  switch (left.kind) {
    case 'days':
      return html`<p class="figure enter" style="--turn:1">
        <span>${words.left[locale]}</span><b>${left.days}</b
        ><span>${words[left.days === 1 ? 'day' : 'days'][locale]}</span>
      </p>`;
    case 'hours':
      return html`<p class="figure clock enter" style="--turn:1">
        <b>${left.hours}:${two(left.minutes)}:${two(left.seconds)}</b>
      </p>`;
    case 'over': {
      const text = data.after || words.over[locale];
      return html`<p class="figure enter" style="--turn:1">
        <b class="fitted over" style=${typeset(text, over)}>${text}</b>
      </p>`;
    }
  }
}

const two = (n: number) => String(n).padStart(2, '0');
