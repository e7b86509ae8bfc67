/** On a phone the zones of the editor are steps, of which one is shown at a time. */
import { css, html, type TemplateResult } from 'lit';
import { words } from '../../locales/words.ts';
import { strip, stripButton, stripPressed } from './strip.css.ts';

export type Step = 'list' | 'add' | 'preview';
const steps = ['list', 'add', 'preview'] as const satisfies readonly Step[];

/** Whether the window is so narrow that there are steps; the same width as in the styles. */
export function inSteps(): boolean {
  return matchMedia('(max-width: 48rem)').matches;
}

export const stepsStyles = css`
  .steps {
    display: none;
  }

  @media (max-width: 48rem) {
    .steps {
      position: sticky;
      inset-block-start: 3.75rem;
      z-index: 5;
      ${strip}
    }

    /* what a step begins with comes to stand below the bar and the steps */
    .desk {
      scroll-margin-block-start: calc(3.75rem + var(--control) + var(--space-4));
    }

    .steps button {
      padding-inline: var(--space-2);
      ${stripButton}
    }

    .steps button[aria-current='step'] {
      ${stripPressed}
    }
  }
`;

export function stepsNav(current: Step, goTo: (step: Step) => void): TemplateResult {
  const said = words().playlists;
  const names = { list: said.stepList, add: said.stepAdd, preview: said.stepPreview };
  return html`<nav class="steps" aria-label=${said.steps}>
    ${steps.map(
      (step) => html`<button
        type="button"
        aria-current=${step === current ? 'step' : 'false'}
        @click=${() => goTo(step)}
      >
        ${names[step]}
      </button>`,
    )}
  </nav>`;
}
