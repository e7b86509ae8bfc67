/**
 * `rehearse(schedule)`: the dry run in a dialog, from any page. Answers on how many screens it was put
 * on air, or null if it was left for later.
 */
import { css, html } from 'lit';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import './rehearsal-panel.ts';

type Rehearsed = { readonly id: string; readonly name: string };

class RehearsalDialog extends ConsoleElement {
  static override properties = { schedule: { attribute: false } };
  static override styles = [
    ...pageStyles,
    css`
      .dialog-body {
        padding-block-end: 0;
      }

      bt-rehearsal {
        --rehearsal-inset: var(--space-5);
      }
    `,
  ];
  declare schedule: Rehearsed;
  private answer: (screens: number | null) => void = () => {};
  private published: number | null = null;

  ask(schedule: Rehearsed): Promise<number | null> {
    this.schedule = schedule;
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  private get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  private onClose(): void {
    this.answer(this.published);
    this.remove();
  }

  override render() {
    return html`<dialog aria-labelledby="title" @close=${this.onClose}>
      <div class="dialog-body">
        <h2 id="title" tabindex="-1" autofocus>${this.words.rehearsal.title(this.schedule.name)}</h2>
        <bt-rehearsal
          .scheduleId=${this.schedule.id}
          .onpublish=${({ screens }: { screens: number }) => {
            this.published = screens;
            this.dialog.close();
          }}
          .oncancel=${() => this.dialog.close()}
        ></bt-rehearsal>
      </div>
    </dialog>`;
  }
}

define('bt-rehearsal-dialog', RehearsalDialog);

export function rehearse(schedule: Rehearsed): Promise<number | null> {
  const element = document.createElement('bt-rehearsal-dialog') as RehearsalDialog;
  const answer = element.ask(schedule);
  document.body.append(element);
  return answer;
}
