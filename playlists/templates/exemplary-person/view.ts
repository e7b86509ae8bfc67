/** A portrait in an arch; without a photo the arch holds a lotus, and nothing looks missing. */
import { html, nothing, type TemplateResult } from 'lit';
import { lotus } from '../parts/motifs.ts';
import { photo } from '../parts/photo.ts';
import type { SlideContext } from '../template.ts';
import { typeset } from '../type/fit.ts';
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
      <p class="fitted strong enter" style="--turn:2;${typeset(data.name, name)}">${data.name}</p>
      ${
        data.place
          ? html`<p class="small fitted enter" style="--turn:3;${typeset(data.place, place)}">${data.place}</p>`
          : nothing
      }
      <p class="deed fitted enter" style="--turn:4;${typeset(data.deed, deed)}">${data.deed}</p>
    </div>
  </article>`;
}
