/** A portrait in an arch; without a photo the arch holds a lotus, and nothing looks missing. */
import { html, type TemplateResult } from 'lit';
import { lotus } from '../parts/motifs.ts';
import { photo } from '../parts/photo.ts';
import { set } from '../parts/set.ts';
import type { SlideContext } from '../template.ts';
import type { ExemplaryPerson } from './schema.ts';

const label = { vi: 'Gương người tốt, việc tốt', en: 'Good people, good deeds' };
const name = {
  wide: { width: 96, height: 30, largest: 12.5 },
  tall: { width: 84, height: 26, largest: 12.5 },
};
const place = {
  wide: { width: 96, height: 14, largest: 5 },
  tall: { width: 84, height: 14, largest: 5 },
};
const deed = {
  wide: { width: 96, height: 37, largest: 8 },
  tall: { width: 84, height: 38, largest: 8 },
};

export function view(data: ExemplaryPerson, context: SlideContext): TemplateResult {
  return html`<article class="slide on-lotus person">
    <div class="arch enter">${data.photo ? photo(data.photo, context) : lotus}</div>
    <div class="words">
      <p class="label enter" style="--turn:1">${label[context.locale]}</p>
      ${set(data.name, name, { as: 'strong', turn: 2 })}
      ${set(data.place, place, { as: 'small', turn: 3 })}
      <div class="deed">${set(data.deed, deed, { turn: 4 })}</div>
    </div>
  </article>`;
}
