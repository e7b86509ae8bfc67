/**
 * `askReason(title)`: why a file is refused, in a dialog; the sender will read it. Answers the
 * reason, or null when the decision was not taken after all.
 */
import { html } from 'lit';
import { ConsoleElement, define } from '../../design/element.ts';
import { field } from '../../design/parts.ts';

class AskReason extends ConsoleElement {
  static override properties = { name: { attribute: false }, wrong: { state: true } };
  declare name: string;
  declare private wrong: boolean;
  private answer: (reason: string | null) => void = () => {};

  constructor() {
    super();
    this.wrong = false;
  }

  ask(name: string): Promise<string | null> {
    this.name = name;
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')!.showModal();
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

  private onClose(event: Event): void {
    const yes = (event.currentTarget as HTMLDialogElement).returnValue === 'yes';
    this.answer(yes ? this.reason : null);
    this.remove();
  }

  override render() {
    const said = this.words.library;
    return html`
      <dialog aria-labelledby="title" @close=${this.onClose}>
        <form method="dialog" @submit=${this.onSubmit}>
          <div class="dialog-body">
            <h2 id="title">${said.refuseTitle(this.name)}</h2>
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
  const element = document.createElement('bt-ask-reason') as AskReason;
  const answer = element.ask(name);
  document.body.append(element);
  return answer;
}
