/** `<bt-schedule-whom>`: which units, levels and tags it reaches. */
import { html, nothing } from 'lit';
import type { Audience } from '#shared/domain/audience.ts';
import { levels } from '#shared/domain/units.ts';
import { define } from '../../design/element.ts';
import '../../design/unit-picker.ts';
import type { UnitsChosen } from '../../design/unit-picker.ts';
import { FormSection, toggled } from './section.ts';

class WhomSection extends FormSection {
  private editAudience(change: Partial<Audience>): void {
    this.edit({ audience: { ...this.form.audience, ...change } });
  }

  private units() {
    const said = this.words.schedules;
    const { audience, whole, unitId } = this.form;
    const owner = this.data.units.find(({ id }) => id === unitId);
    const below = this.data.units.filter(({ path }) => path.includes(unitId));
    return html`<div class="choices" role="radiogroup" aria-labelledby="title">
        ${[true, false].map(
          (all) => html`<label class="choice">
            <input
              type="radio"
              name="whole"
              .checked=${whole === all}
              @change=${() => this.edit({ whole: all })}
            />
            ${all ? said.whole(owner?.name ?? '') : said.someUnits}
          </label>`,
        )}
      </div>
      ${
        whole
          ? nothing
          : html`<div class="field">
              <bt-unit-picker
                multiple
                .units=${below}
                .value=${audience.units}
                .label=${said.someUnits}
                @change=${(event: UnitsChosen) => this.editAudience({ units: [...event.detail] })}
              ></bt-unit-picker>
              <p class="hint">${said.someUnitsHint}</p>
            </div>`
      }
      ${this.told('audience.units')}${this.told('audience')}`;
  }

  private checks<Value extends string>(about: {
    readonly id: string;
    readonly legend: string;
    readonly hint: string;
    readonly all: readonly Value[];
    readonly chosen: readonly Value[];
    readonly name: (value: Value) => string;
    readonly choose: (chosen: Value[]) => void;
  }) {
    return html`<div class="field" role="group" aria-labelledby=${about.id}>
      <span class="legend" id=${about.id}>${about.legend}</span>
      <div class="choices">
        ${about.all.map(
          (value) => html`<label class="choice">
            <input
              type="checkbox"
              .checked=${about.chosen.includes(value)}
              @change=${() => about.choose(toggled(about.chosen, value))}
            />
            ${about.name(value)}
          </label>`,
        )}
      </div>
      <p class="hint">${about.hint}</p>
    </div>`;
  }

  override render() {
    const { common, schedules: said } = this.words;
    const { audience } = this.form;
    const tags = [...new Set([...this.data.tags, ...audience.tags])];
    return this.titled(
      said.where,
      html`${this.units()}
      ${this.checks({
        id: 'levels',
        legend: common.levels,
        hint: said.levelsHint,
        all: levels,
        chosen: audience.levels,
        name: (level) => common.level[level],
        choose: (chosen) => this.editAudience({ levels: chosen }),
      })}
      ${this.told('audience.levels')}
      ${
        tags.length === 0
          ? nothing
          : this.checks({
              id: 'tags',
              legend: common.tags,
              hint: said.tagsHint,
              all: tags,
              chosen: audience.tags,
              name: (tag) => tag,
              choose: (chosen) => this.editAudience({ tags: chosen }),
            })
      }`,
    );
  }
}

define('bt-schedule-whom', WhomSection);
