/**
 * `<bt-pair-page>`: claims a waiting screen, on a ladder with one thumb: the code (a scanned QR brings
 * it along), then the place and a name, done.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Screen } from '#shared/api/resources.ts';
import type { ScreenKind } from '#shared/protocol/messages.ts';
import { call, type FailedCall } from '../../data/api.ts';
import { ConsoleElement, define, pageStyles } from '../../design/element.ts';
import { emptyState, field, pageHeader, pill, problem } from '../../design/parts.ts';
import '../../design/unit-picker.ts';
import type { UnitsChosen } from '../../design/unit-picker.ts';
import { kindField } from '../../screen-parts.ts';
import type { PairData } from './load.ts';

type Step =
  | { readonly at: 'code' }
  | {
      readonly at: 'place';
      readonly code: string;
      readonly unitId: string | null;
      readonly kind: ScreenKind;
    }
  | { readonly at: 'done'; readonly screen: Screen };

class PairPage extends ConsoleElement {
  static override properties = {
    data: { attribute: false },
    step: { state: true },
    failed: { state: true },
    working: { state: true },
  };
  static override styles = [
    ...pageStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 30rem) minmax(15rem, 24rem);
        justify-content: start;
        gap: var(--space-7) var(--space-8);
        align-items: start;
      }

      .form {
        max-inline-size: 30rem;
      }

      input.code {
        min-block-size: 4rem;
        font-size: 1.75rem;
        font-weight: 600;
        letter-spacing: 0.12em;
        text-align: center;
        text-transform: uppercase;
      }

      input.code::placeholder {
        font-weight: 400;
      }

      .found {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        justify-content: space-between;
        padding: var(--space-3) var(--space-4);
        border-radius: var(--radius);
        background: var(--good-soft);
      }

      .found b {
        font-size: var(--text-l);
        letter-spacing: 0.08em;
      }

      .submit {
        min-block-size: 3rem;
      }

      ol {
        display: grid;
        gap: var(--space-4);
        counter-reset: step;
      }

      ol li {
        display: grid;
        grid-template-columns: 1.75rem minmax(0, 1fr);
        gap: var(--space-3);
        counter-increment: step;
      }

      ol li::before {
        content: counter(step);
        display: grid;
        place-items: center;
        inline-size: 1.75rem;
        block-size: 1.75rem;
        border: 1px solid var(--line-strong);
        border-radius: 50%;
        font-size: var(--text-s);
        font-weight: 600;
        color: var(--ink-soft);
      }

      .address {
        display: block;
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      @media (max-width: 60rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  declare data: PairData;
  declare private step: Step;
  declare private failed: FailedCall | null;
  declare private working: boolean;

  constructor() {
    super();
    this.step = { at: 'code' };
    this.failed = null;
    this.working = false;
  }

  /** A scanned code is checked without another press. */
  protected override firstUpdated(): void {
    if (this.data.code) void this.check(this.data.code);
  }

  private async check(code: string): Promise<void> {
    if (this.working) return;
    this.working = true;
    const answer = await call<{ userCode: string }>(
      'GET',
      `/api/pairings/${encodeURIComponent(code.trim())}`,
    );
    this.working = false;
    this.failed = answer.ok ? null : answer;
    if (!answer.ok) return;
    const only = this.data.units.length === 1 ? this.data.units[0]!.id : null;
    this.step = { at: 'place', code: answer.value.userCode, unitId: only, kind: 'screen' };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#found')!.focus();
  }

  private submitCode(event: SubmitEvent): void {
    event.preventDefault();
    void this.check(new FormData(event.target as HTMLFormElement).get('code') as string);
  }

  private async claim(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.step.at !== 'place' || this.working || this.step.unitId === null) return;
    this.working = true;
    const answer = await call<Screen>('POST', '/api/screens', {
      userCode: this.step.code,
      unitId: this.step.unitId,
      name: new FormData(event.target as HTMLFormElement).get('name'),
      kind: this.step.kind,
    });
    this.working = false;
    this.failed = answer.ok ? null : answer;
    if (!answer.ok) return;
    this.step = { at: 'done', screen: answer.value };
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#done')!.focus();
  }

  private again(): void {
    this.failed = null;
    this.step = { at: 'code' };
    history.replaceState(null, '', '/pair');
  }

  private unitName(id: string): string {
    return this.data.units.find((unit) => unit.id === id)?.name ?? '';
  }

  private codeForm() {
    const words = this.words.screens;
    return html`<form class="form" @submit=${this.submitCode}>
      ${problem(this.failed)}
      ${field(
        { id: 'code', label: words.pairCode, hint: words.pairCodeHint },
        (ids) => html`<input
          class="code"
          id=${ids.id}
          name="code"
          value=${this.data.code}
          placeholder="····-····"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          required
          maxlength="20"
          aria-describedby=${ids.describedBy}
        />`,
      )}
      <button class="primary submit" aria-disabled=${this.working ? 'true' : nothing}>
        ${words.pairCheck}
      </button>
    </form>`;
  }

  private placeForm(step: Step & { at: 'place' }) {
    const words = this.words.screens;
    return html`<form class="form" @submit=${this.claim}>
      <div class="found" id="found" tabindex="-1">
        <b class="number">${step.code}</b>
        ${pill('good', 'good', words.pairFound)}
      </div>
      ${problem(this.failed)}
      <div class="field">
        <span class="legend">${words.pairWhere}</span>
        <bt-unit-picker
          label=${words.pairWhere}
          .units=${this.data.units}
          .value=${step.unitId === null ? [] : [step.unitId]}
          @change=${(event: UnitsChosen) => {
            this.step = { ...step, unitId: event.detail[0] ?? null };
          }}
        ></bt-unit-picker>
      </div>
      ${field(
        {
          id: 'name',
          label: words.pairName,
          hint: words.pairNameHint,
          error: this.failed?.fields.name,
        },
        (ids) => html`<input
          id=${ids.id}
          name="name"
          required
          maxlength="160"
          placeholder=${words.pairNameExample}
          autocomplete="off"
          aria-describedby=${ids.describedBy}
          aria-invalid=${ids.invalid}
        />`,
      )}
      ${kindField(step.kind, (kind) => {
        this.step = { ...step, kind };
      })}
      <button class="primary submit" ?disabled=${step.unitId === null || this.working}>
        ${this.working ? words.pairWorking : words.pairSubmit}
      </button>
      <button type="button" class="quiet" @click=${this.again}>${words.pairOther}</button>
    </form>`;
  }

  private done({ name, id, unitId }: Screen) {
    const words = this.words.screens;
    return html`<div class="form" id="done" tabindex="-1">
      ${emptyState({
        icon: 'good',
        title: words.pairDoneTitle,
        text: words.pairDoneText(name, this.unitName(unitId)),
        action: html`<div class="actions">
          <a class="button primary" href=${`/screens/${id}`}>${words.pairOpen}</a>
          <button type="button" @click=${this.again}>${words.pairAnother}</button>
        </div>`,
      })}
    </div>`;
  }

  private current() {
    switch (this.step.at) {
      case 'code':
        return this.codeForm();
      case 'place':
        return this.placeForm(this.step);
      case 'done':
        return this.done(this.step.screen);
    }
  }

  override render() {
    const words = this.words.screens;
    const { units, playerUrl } = this.data;
    if (units.length === 0) {
      return emptyState({
        whole: true,
        icon: 'screens',
        title: words.pairTitle,
        text: words.noUnits,
      });
    }
    return html`<div class="page">
      ${pageHeader({
        eyebrow: html`<a href="/screens">${words.title}</a>`,
        title: words.pairTitle,
        lead: this.step.at === 'code' ? words.pairLead : nothing,
      })}
      <div class="columns">
        ${this.current()}
        <section class="section" aria-labelledby="how">
          <h2 id="how">${words.pairHow}</h2>
          <ol class="soft">
            <li><span>${words.pairStep1}</span></li>
            <li>
              <span>${words.pairStep2} <a class="address" href=${playerUrl}>${playerUrl}</a></span>
            </li>
            <li><span>${words.pairStep3}</span></li>
          </ol>
        </section>
      </div>
    </div>`;
  }
}

define('bt-pair-page', PairPage);

export function view(data: PairData): TemplateResult {
  return html`<bt-pair-page .data=${data}></bt-pair-page>`;
}
