/**
 * `askReason(title)`: why a file is refused, in a dialog; the sender will read it. Answers the
 * reason, or null when the decision was not taken after all.
 */
import { html } from 'lit';
import { Asking } from '../../design/asking.ts';
import { define } from '../../design/element.ts';
import { field } from '../../design/parts.ts';

/** Asked with the file's title. */
class AskReason extends Asking<string, string | null> {
  static override properties = { wrong: { state: true } };
  declare private wrong: boolean;

  constructor() {
    super();
    this.wrong = false;
  }

  protected get answer(): string | null {
    return this.dialog.returnValue === 'yes' ? this.reason : null;
  }

  private get reason(): string {
    return this.renderRoot.querySelector('textarea')!.value.trim();
  }

  private onSubmit(event: SubmitEvent): void {
    if ((event.submitter as HTMLButtonElement).value !== 'yes' || this.reason !== '') return;
    event.preventDefault();
    this.wrong = true;
    this.renderRoot.querySelector('textarea')!.focus();
  }

  override render() {
    const said = this.words.library;
    return html`
      <dialog aria-labelledby="title" @close=${this.closed}>
        <form method="dialog" @submit=${this.onSubmit}>
          <div class="dialog-body">
            <h2 id="title">${said.refuseTitle(this.question)}</h2>
            <p class="soft">${said.refuseText}</p>
            ${field(
              {
                id: 'reason',
                label: said.reason,
                hint: said.reasonHint,
                error: this.wrong ? said.reasonNeeded : undefined,
              },
              ({ id, describedBy, invalid }) => html`<textarea
                id=${id}
                maxlength="500"
                autofocus
                aria-describedby=${describedBy}
                aria-invalid=${invalid}
              ></textarea>`,
            )}
          </div>
          <div class="dialog-actions">
            <button value="no">${this.words.common.cancel}</button>
            <button value="yes" class="primary danger">${said.refuse}</button>
          </div>
        </form>
      </dialog>
    `;
  }
}

define('bt-ask-reason', AskReason);

export function askReason(name: string): Promise<string | null> {
  return (document.createElement('bt-ask-reason') as AskReason).ask(name);
}
