/**
 * `confirm(...)`: asks before what can't be undone, in a dialog that names what will happen. The
 * button says the deed ("Gỡ màn hình"), never "OK"; focus starts on the way out.
 */
import { html, type TemplateResult } from 'lit';
import { ConsoleElement, define } from './element.ts';

export type Question = {
  readonly title: string;
  readonly text: string | TemplateResult;
  /** the deed, as the button says it */
  readonly action: string;
  readonly danger?: boolean;
};

class Confirm extends ConsoleElement {
  static override properties = { question: { attribute: false } };
  declare question: Question;
  private answer: (yes: boolean) => void = () => {};

  ask(question: Question): Promise<boolean> {
    this.question = question;
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')!.showModal();
  }

  private onClose(event: Event): void {
    this.answer((event.currentTarget as HTMLDialogElement).returnValue === 'yes');
    this.remove();
  }

  override render() {
    const { title, text, action, danger } = this.question;
    return html`
      <dialog aria-labelledby="title" aria-describedby="text" @close=${this.onClose}>
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
  const element = document.createElement('bt-confirm') as Confirm;
  const answer = element.ask(question);
  document.body.append(element);
  return answer;
}
