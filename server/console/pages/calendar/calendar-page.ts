/**
 * `<bt-calendar-page>`: the school calendar of a unit: a picture of the year, its weekdays and terms, what
 * was decided, what comes back each year. What units above have set is shown faint, each from whom.
 */
import { css, html } from 'lit';
import { factsBy } from '#server/publish/school-time/facts.ts';
import type { Calendar, DayFacts } from '#shared/domain/calendar.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { settingPage, settingStyles } from '../../settings/frame.ts';
import { SettingKeeper } from '../../settings/keeper.ts';
import { decidedOf } from './decided-days.ts';
import './decided-days.ts';
import type { CalendarData } from './load.ts';
import type { CalendarDesk, CalendarEdit } from './part.ts';
import './terms.ts';
import { schoolYearOf } from './year.ts';
import './year-picture.ts';
import type { DayPicked } from './year-picture.ts';
import './yearly-days.ts';

const empty: Calendar = { weekdays: null, terms: null, yearly: [], decided: [] };

class CalendarPage extends ConsoleElement {
  static override properties = { data: { attribute: false } };
  static override styles = [
    ...pageStyles,
    settingStyles,
    css`
      .parts {
        display: grid;
        gap: var(--space-7);
      }
    `,
  ];

  declare data: CalendarData;
  private readonly keeper = new SettingKeeper<'calendar'>(this, {
    empty,
    tidy: (calendar) => ({
      ...calendar,
      terms: calendar.terms?.toSorted(byDate) ?? null,
      decided: calendar.decided.toSorted(byDate),
    }),
  });
  private drawn: { readonly draft: Calendar; readonly facts: (day: number) => DayFacts } | null =
    null;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('data')) this.keeper.load(this.data);
  }

  /** What each day is by the draft; dates that are not filled in yet are left out. */
  private get facts(): (day: number) => DayFacts {
    const { draft } = this.keeper;
    if (this.drawn?.draft !== draft) {
      const whole = ({ from, until }: { from: string; until: string }) =>
        from !== '' && until !== '' && from <= until;
      const own: Calendar = {
        ...draft,
        terms: draft.terms?.filter(whole) ?? null,
        decided: draft.decided.filter(whole),
      };
      const facts = factsBy([...this.data.above.map(({ value }) => value), own]);
      this.drawn = { draft, facts };
    }
    return this.drawn!.facts;
  }

  private async pick(date: string): Promise<void> {
    const { draft } = this.keeper;
    const { school } = this.facts(Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000));
    const said = this.words.calendar;
    // of a school day somebody makes a day off, of a day off a make-up day
    const made = school
      ? decidedOf('off', date, said.newOff)
      : decidedOf('school', date, said.newSchool);
    const at = draft.decided.findIndex((each) => each.from <= date && date <= each.until);
    if (at === -1) this.keeper.edit({ decided: [...draft.decided, made] });
    await this.updateComplete;
    this.renderRoot.querySelector('bt-decided-days')?.scrollIntoView({ behavior: 'smooth' });
  }

  override render() {
    const { keeper, data } = this;
    const said = this.words.calendar;
    const { draft, wrong } = keeper;
    const { above, today } = data;
    const desk: CalendarDesk = { draft, above, wrong, today };
    const disabled = keeper.locked;
    const edit = (event: CalendarEdit) => keeper.edit(event.detail);
    return settingPage(keeper, {
      lead: said.lead,
      parts: html`<bt-year-picture
        class="panel"
        .facts=${this.facts}
        .first=${schoolYearOf(today)}
        .today=${today}
        ?picking=${data.mayEdit}
        @pick=${(event: DayPicked) => this.pick(event.detail)}
      ></bt-year-picture>
      <div class="parts">
        <bt-calendar-terms .desk=${desk} ?disabled=${disabled} @edit=${edit}></bt-calendar-terms>
        <bt-decided-days .desk=${desk} ?disabled=${disabled} @edit=${edit}></bt-decided-days>
        <bt-yearly-days .desk=${desk} ?disabled=${disabled} @edit=${edit}></bt-yearly-days>
      </div>`,
    });
  }
}

/** What has no date yet stands last. */
function byDate(a: { readonly from: string }, b: { readonly from: string }): number {
  return (a.from || '9999').localeCompare(b.from || '9999');
}

define('bt-calendar-page', CalendarPage);
