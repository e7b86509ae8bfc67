/**
 * `confirm(...)`: asks before what can't be undone, in a dialog that names what will happen. The
 * button says the deed ("Gỡ màn hình"), never "OK"; focus starts on the way out.
 */
import { html, type TemplateResult } from 'lit';
import { Asking } from './asking.ts';
import { define } from './element.ts';

export type Question = {
  readonly title: string;
  readonly text: string | TemplateResult;
  /** the deed, as the button says it */
  readonly action: string;
  readonly danger?: boolean;
};

class Confirm extends Asking<Question, boolean> {
  protected get answer(): boolean {
    return this.dialog.returnValue === 'yes';
  }

  override render() {
    const { title, text, action, danger } = this.question;
    return html`
      <dialog aria-labelledby="title" aria-describedby="text" @close=${this.closed}>
        <form method="dialog">
          <div class="dialog-body">
            <h2 id="title">${title}</h2>
            <div id="text" class="soft">${text}</div>
          </div>
          <div class="dialog-actions">
            <button value="no" autofocus>${this.words.common.cancel}</button>
            <button value="yes" class="primary ${danger ? 'danger' : ''}">${action}</button>
          </div>
        </form>
      </dialog>
    `;
  }
}

define('bt-confirm', Confirm);

export function confirm(question: Question): Promise<boolean> {
  return (document.createElement('bt-confirm') as Confirm).ask(question);
}
