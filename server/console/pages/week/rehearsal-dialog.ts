/**
 * `rehearse(schedule)`: the dry run in a dialog, from any page. Answers on how many screens it was put
 * on air, or null if it was left for later.
 */
import { css, html } from 'lit';
import { Asking } from '../../design/asking.ts';
import { define, pageStyles } from '../../design/element.ts';
import './rehearsal-panel.ts';

type Rehearsed = { readonly id: string; readonly name: string };

class RehearsalDialog extends Asking<Rehearsed, number | null> {
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
  /** on how many screens; null: not published */
  protected answer: number | null = null;

  override render() {
    const { id, name } = this.question;
    return html`<dialog aria-labelledby="title" @close=${this.closed}>
      <div class="dialog-body">
        <h2 id="title" tabindex="-1" autofocus>${this.words.rehearsal.title(name)}</h2>
        <bt-rehearsal
          .scheduleId=${id}
          .onpublish=${({ screens }: { screens: number }) => {
            this.answer = screens;
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
  return (document.createElement('bt-rehearsal-dialog') as RehearsalDialog).ask(schedule);
}
