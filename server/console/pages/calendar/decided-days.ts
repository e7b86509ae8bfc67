/** `<bt-decided-days>`: days off by decision, make-up days and examinations, of this unit and from above. */
import { css, html, nothing } from 'lit';
import type { DecidedDays } from '#shared/domain/calendar.ts';
import { define } from '../../design/element.ts';
import { adder } from '../../settings/rows.ts';
import { CalendarPart, inPairsBelow, partStyles, shortDate } from './part.ts';

type Kind = DecidedDays['kind']['is'];
const kinds = ['off', 'school', 'exam'] as const satisfies readonly Kind[];
const AS = [null, 1, 2, 3, 4, 5, 6, 7] as const;

export function decidedOf(is: Kind, date: string, name: string): DecidedDays {
  return { name, from: date, until: date, kind: kindOf(is) };
}

function kindOf(is: Kind): DecidedDays['kind'] {
  return is === 'school' ? { is, as: null } : { is };
}

class DecidedDaysList extends CalendarPart {
  static override styles = [
    ...partStyles,
    css`
      .row {
        grid-template-columns: minmax(10rem, 1fr) 10.5rem 10.5rem 8rem 10rem auto;
      }
    `,
    inPairsBelow(70),
  ];

  private change(at: number, change: Partial<DecidedDays>): void {
    const { decided } = this.draft;
    this.edit({ decided: decided.with(at, { ...decided[at]!, ...change }) });
  }

  private add(is: Kind): void {
    const said = this.words.calendar;
    const name = { off: said.newOff, school: said.newSchool, exam: said.newExam }[is];
    this.edit({ decided: [...this.draft.decided, decidedOf(is, '', name)] });
  }

  override render() {
    const said = this.words.calendar;
    const { decided } = this.draft;
    const numbered = decided.map((each, at) => ({ each, at }));
    const past = numbered.filter(({ each }) => each.until !== '' && each.until < this.desk.today);
    const coming = numbered.filter((one) => !past.includes(one));
    const rows = (list: typeof numbered) => list.map(({ each, at }) => this.row(each, at));
    return html`<fieldset ?disabled=${this.disabled}>
      <div>
        <h2>${said.decided}</h2>
        <p class="hint">${said.decidedHint}</p>
      </div>
      ${
        past.length === 0
          ? nothing
          : html`<details>
              <summary class="small faint">${said.endedDays(past.length)}</summary>
              ${rows(past)}
            </details>`
      }
      ${decided.length === 0 ? html`<p class="soft small">${said.decidedNone}</p>` : nothing}
      ${rows(coming)}
      ${
        this.disabled
          ? nothing
          : html`<div class="actions">
              ${adder(said.addOff, () => this.add('off'))}
              ${adder(said.addSchool, () => this.add('school'))}
              ${adder(said.addExam, () => this.add('exam'))}
            </div>`
      }
      ${this.desk.above.map(({ unitName, value }) => this.fromAbove(unitName, value.decided))}
    </fieldset>`;
  }

  private row(days: DecidedDays, at: number) {
    const { name, until, kind } = days;
    const said = this.words.calendar;
    const path = `decided.${at}`;
    return html`<div class="row">
        ${this.nameField(name, path, (value) => this.change(at, { name: value }))}
        ${this.dateField('from', days, path, (value) =>
          // one day is what is meant until somebody says more
          this.change(at, { from: value, ...(until < value ? { until: value } : {}) }),
        )}
        ${this.dateField('until', days, path, (value) => this.change(at, { until: value }))}
        ${this.select({
          label: said.kind,
          values: kinds,
          chosen: kind.is,
          name: (is) => said.kindOf[is],
          say: (is) => this.change(at, { kind: kindOf(is) }),
        })}
        ${
          kind.is === 'school'
            ? this.select({
                label: said.as,
                values: AS.map(String),
                chosen: String(kind.as),
                name: (as) => (as === 'null' ? said.asOwn : this.words.schedules.day(Number(as))),
                say: (as) =>
                  this.change(at, {
                    kind: { is: 'school', as: as === 'null' ? null : Number(as) },
                  }),
              })
            : html`<span></span>`
        }
        ${this.remover(name, () => this.edit({ decided: this.draft.decided.toSpliced(at, 1) }))}
      </div>
      ${this.told(path)}`;
  }

  private fromAbove(unitName: string, decided: readonly DecidedDays[]) {
    const coming = decided.filter(({ until }) => until >= this.desk.today);
    if (coming.length === 0) return nothing;
    const said = this.words.calendar;
    const dates = ({ from, until }: DecidedDays) =>
      from === until ? shortDate(from) : `${shortDate(from, false)}–${shortDate(until)}`;
    return html`<div class="above">
      ${this.words.settings.from(unitName)}
      <ul>
        ${coming.map(
          (each) =>
            html`<li>${dates(each)} · ${each.name} (${said.kindOf[each.kind.is].toLocaleLowerCase('vi')})</li>`,
        )}
      </ul>
    </div>`;
  }
}

define('bt-decided-days', DecidedDaysList);
