/**
 * `<bt-calendar-import>`: days and hours from a calendar file. The server reads the file and answers what
 * it found in it; one of those fills in the form. Fires `taken` with the `When`; nothing is saved.
 */
import { css, html, nothing } from 'lit';
import type { When } from '#shared/domain/when.ts';
import type { FailedCall } from '../../data/api.ts';
import { toast } from '../../data/messages.ts';
import { base } from '../../design/base.css.ts';
import { buttons, dialogs, fields } from '../../design/controls.css.ts';
import { ConsoleElement, define } from '../../design/element.ts';
import { icon } from '../../design/icons.ts';
import { problem } from '../../design/parts.ts';
import { datesOf, repeatOf, timesOf } from '../schedules/summary.ts';
import { type Draft, readCalendar } from './calendar-file.ts';
import type { ScheduleForm } from './form.ts';

export type CalendarTaken = CustomEvent<When>;

class CalendarImport extends ConsoleElement {
  static override properties = {
    form: { attribute: false },
    drafts: { state: true },
    failed: { state: true },
  };
  static override styles = [
    base,
    buttons,
    fields,
    dialogs,
    css`
      input[type='file'] {
        display: none;
      }

      li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--space-1) var(--space-4);
        align-items: center;
        padding-block: var(--space-3);
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  declare form: ScheduleForm;
  declare private drafts: readonly Draft[];
  declare private failed: FailedCall | null;

  constructor() {
    super();
    this.drafts = [];
    this.failed = null;
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  private async read(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    const answer = await readCalendar(file, this.form);
    // the same file may be chosen again after it was mended
    input.value = '';
    this.failed = answer.ok ? null : answer;
    this.drafts = answer.ok ? answer.value : [];
    this.dialog.showModal();
  }

  private take(when: When): void {
    this.dialog.close();
    this.dispatchEvent(new CustomEvent('taken', { detail: when }));
    toast({ text: this.words.scheduleForm.imported });
  }

  override render() {
    const said = this.words.scheduleForm;
    return html`<button
        type="button"
        class="quiet"
        @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input')!.click()}
      >
        ${icon('upload')}${said.importCalendar}
      </button>
      <input type="file" accept=".ics,text/calendar" aria-label=${said.importCalendar} @change=${this.read} />
      <dialog aria-labelledby="title" closedby="any">
        <div class="dialog-body">
          <h2 id="title">${said.importTitle}</h2>
          ${problem(this.failed)}
          ${
            this.drafts.length === 0
              ? this.failed === null
                ? html`<p class="soft">${said.importNothing}</p>`
                : nothing
              : html`<p class="soft">${said.importText}</p>
                  <ul>
                    ${this.drafts.map((draft) => this.draft(draft))}
                  </ul>`
          }
        </div>
        <div class="dialog-actions">
          <button type="button" @click=${() => this.dialog.close()}>${this.words.common.close}</button>
        </div>
      </dialog>`;
  }

  private draft({ summary, when, problems }: Draft) {
    const said = this.words.scheduleForm;
    return html`<li>
      <div>
        <b>${summary || said.importUntitled}</b>
        ${
          when === null
            ? nothing
            : html`<p class="small soft">
                ${repeatOf(this.words, when, when.from)}, ${timesOf(this.words, when)},
                ${datesOf(this.words, when, when.from)}
              </p>`
        }
        ${problems.map((text) => html`<p class="small error">${icon('alert')}<span>${text}</span></p>`)}
      </div>
      ${
        when === null
          ? nothing
          : html`<button type="button" @click=${() => this.take(when)}>${said.importUse}</button>`
      }
    </li>`;
  }
}

define('bt-calendar-import', CalendarImport);
