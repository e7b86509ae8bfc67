/**
 * What the dialogs that ask one question have in common: each is made for its question, stands over the
 * page until it is closed, answers once, and is gone.
 */
import type { PropertyDeclarations } from 'lit';
import { ConsoleElement } from './element.ts';

export abstract class Asking<Question, Answer> extends ConsoleElement {
  static override properties: PropertyDeclarations = { question: { attribute: false } };
  declare question: Question;
  private resolve: (answer: Answer) => void = () => {};

  /** What was answered; asked when the dialog has closed. */
  protected abstract readonly answer: Answer;

  ask(question: Question): Promise<Answer> {
    this.question = question;
    document.body.append(this);
    return new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  protected get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  /** For the dialog's `close`. */
  protected closed(): void {
    this.resolve(this.answer);
    this.remove();
  }
}
