/** `<bt-calendar-terms>`: the weekdays on which school is held, and the terms; each its own or from above. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Calendar, Term } from '#shared/domain/calendar.ts';
import { define } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { adder } from '../../settings/rows.ts';
import { weekdayBoxes, weekdayStyles } from '../schedule/weekday-boxes.ts';
import { daysOf } from '../schedules/summary.ts';
import { CalendarPart, inPairsBelow, partStyles, shortDate } from './part.ts';

const usual: readonly number[] = [1, 2, 3, 4, 5];

class CalendarTerms extends CalendarPart {
  static override styles = [
    ...partStyles,
    weekdayStyles,
    css`
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
        gap: var(--space-5) var(--space-7);
      }

      .part {
        display: grid;
        gap: var(--space-3);
        align-content: start;
      }

      .row {
        grid-template-columns: minmax(6rem, 1fr) 10.5rem 10.5rem auto;
      }
    `,
    inPairsBelow(40),
  ];

  override render() {
    return html`<fieldset class="pair" ?disabled=${this.disabled}>
      ${this.weekdays()} ${this.terms()}
    </fieldset>`;
  }

  /** What the nearest unit above that says something says, and which one it is. */
  private nearest<Part extends 'weekdays' | 'terms'>(part: Part) {
    const from = this.desk.above.findLast(({ value }) => value[part] !== null);
    return (
      from && { unitName: from.unitName, value: from.value[part]! as NonNullable<Calendar[Part]> }
    );
  }

  private inherited(text: string, from: string, take: () => void): TemplateResult {
    const said = this.words.settings;
    return html`<p class="faint">${text} <span class="small">(${from})</span></p>
      ${
        this.disabled
          ? nothing
          : html`<div><button type="button" @click=${take}>${icon('edit')}${said.editHere}</button></div>`
      }`;
  }

  private back(give: () => void): TemplateResult | typeof nothing {
    return this.disabled
      ? nothing
      : html`<div>
          <button type="button" class="quiet" @click=${give}>
            ${icon('back')}${this.words.settings.asAbove}
          </button>
        </div>`;
  }

  private weekdays() {
    const { weekdays } = this.draft;
    const above = this.nearest('weekdays');
    const held = above?.value ?? usual;
    return html`<section class="part" aria-labelledby="weekdays">
      <h2 id="weekdays">${this.words.calendar.weekdays}</h2>
      ${
        weekdays === null
          ? this.inherited(
              daysOf(this.words, held),
              above ? this.words.settings.from(above.unitName) : this.words.settings.house,
              () => this.edit({ weekdays: [...held] }),
            )
          : html`${weekdayBoxes(this.words, weekdays, (days) => this.edit({ weekdays: days }))}
              ${this.told('weekdays')} ${this.back(() => this.edit({ weekdays: null }))}`
      }
    </section>`;
  }

  private terms() {
    const said = this.words.calendar;
    const { terms } = this.draft;
    const above = this.nearest('terms');
    const held: readonly Term[] = above?.value ?? [];
    const text = ({ name, from, until }: Term) => `${name}: ${shortDate(from)}–${shortDate(until)}`;
    return html`<section class="part" aria-labelledby="terms">
      <h2 id="terms">${said.terms}</h2>
      ${
        terms === null
          ? this.inherited(
              held.length === 0 ? said.termsNone : held.map(text).join('; '),
              above ? this.words.settings.from(above.unitName) : this.words.settings.house,
              () => this.edit({ terms: [...held] }),
            )
          : html`${terms.length === 0 ? html`<p class="soft small">${said.termsNone}</p>` : nothing}
              ${terms.map((term, at) => this.row(terms, term, at))} ${this.told('terms')}
              <div class="actions">
                ${adder(said.addTerm, () =>
                  this.edit({
                    terms: [...terms, { name: said.term(terms.length + 1), from: '', until: '' }],
                  }),
                )}
                ${this.back(() => this.edit({ terms: null }))}
              </div>`
      }
    </section>`;
  }

  private row(terms: readonly Term[], term: Term, at: number) {
    const path = `terms.${at}`;
    const change = (change: Partial<Term>) =>
      this.edit({ terms: terms.with(at, { ...term, ...change }) });
    return html`<div class="row">
      ${this.nameField(term.name, path, (name) => change({ name }))}
      ${this.dateField('from', term, path, (from) => change({ from }))}
      ${this.dateField('until', term, path, (until) => change({ until }))}
      ${this.remover(term.name, () => this.edit({ terms: terms.toSpliced(at, 1) }))}
    </div>`;
  }
}

define('bt-calendar-terms', CalendarTerms);
