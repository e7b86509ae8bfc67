/** `explain(screen)`: why a screen shows what it shows, in a dialog, from any page; other instants can be asked. */
import { css, html } from 'lit';
import { serverNow } from '../../data/clock.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { instantFields, instantIn, instantStyles } from '../../design/instant-fields.ts';
import './why-panel.ts';

export type Asked = {
  readonly id: string;
  readonly name: string;
  /** ms of the Unix epoch; left out: now */
  readonly at?: number;
  readonly titles?: Readonly<Record<string, string>>;
};

class WhyDialog extends ConsoleElement {
  static override properties = {
    asked: { attribute: false },
    at: { state: true },
    zone: { state: true },
  };
  static override styles = [
    ...pageStyles,
    instantStyles,
    css`
      dialog {
        inline-size: min(42rem, calc(100vw - 2rem));
      }

      @media (max-width: 40rem) {
        dialog {
          inline-size: 100vw;
        }
      }
    `,
  ];
  declare asked: Asked;
  declare private at: number;
  declare private zone: string;

  constructor() {
    super();
    this.at = 0;
    this.zone = 'Asia/Ho_Chi_Minh';
  }

  open(asked: Asked): void {
    this.asked = asked;
    this.at = asked.at ?? serverNow();
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')!.showModal();
  }

  private ask(event: SubmitEvent): void {
    event.preventDefault();
    const at = instantIn(event.target as HTMLFormElement, this.zone);
    if (at !== null) this.at = at;
  }

  override render() {
    const said = this.words.why;
    const { id, name, titles } = this.asked;
    const { zone } = this;
    return html`<dialog aria-labelledby="title" closedby="any" @close=${() => this.remove()}>
      <div class="dialog-body">
        <h2 id="title" tabindex="-1" autofocus>${said.title(name)}</h2>
        <form class="instant" @submit=${this.ask}>
          ${instantFields({ zone, at: this.at, required: true })}
          <button>${said.ask}</button>
        </form>
        <bt-why
          .screenId=${id}
          .at=${this.at}
          .titles=${titles ?? none}
          @explained=${(event: CustomEvent<string>) => {
            this.zone = event.detail;
          }}
        ></bt-why>
      </div>
      <div class="dialog-actions">
        <button type="button" @click=${() => this.renderRoot.querySelector('dialog')!.close()}>
          ${this.words.common.close}
        </button>
      </div>
    </dialog>`;
  }
}

const none = {};

define('bt-why-dialog', WhyDialog);

export function explain(asked: Asked): void {
  const element = document.createElement('bt-why-dialog') as WhyDialog;
  element.open(asked);
  document.body.append(element);
}
