/**
 * Buttons, fields and dialogs: the browser's own controls in the console's dress, so that keyboard,
 * pickers and screen readers work as people know them.
 */
import { css } from 'lit';

export const buttons = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-block-size: var(--control);
    min-inline-size: var(--control);
    padding: var(--space-1) var(--space-4);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-weight: 500;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    transition:
      background var(--quick),
      border-color var(--quick);
  }

  button:hover,
  .button:hover {
    background: var(--sunken);
    border-color: var(--ink-faint);
  }

  button:focus-visible,
  .button:focus-visible {
    border-radius: var(--radius);
  }

  button:disabled,
  button[aria-disabled='true'] {
    color: var(--ink-faint);
    border-color: var(--line);
    background: transparent;
    cursor: not-allowed;
  }

  .primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }

  .primary:hover {
    background: var(--accent-strong);
    border-color: var(--accent-strong);
  }

  .danger {
    color: var(--bad);
    border-color: color-mix(in srgb, var(--bad) 55%, var(--line));
  }

  .danger:hover {
    background: var(--bad-soft);
    border-color: var(--bad);
  }

  .danger.primary {
    background: var(--bad);
    border-color: var(--bad);
    color: var(--bad-ink);
  }

  .quiet {
    border-color: transparent;
    background: transparent;
    color: var(--ink-soft);
  }

  .quiet:hover {
    background: var(--sunken);
    border-color: transparent;
    color: var(--ink);
  }

  .quiet:disabled {
    border-color: transparent;
  }

  .quiet.danger {
    color: var(--bad);
  }

  .only-icon {
    padding: 0;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    align-items: center;
  }
`;

export const fields = css`
  .field {
    display: grid;
    gap: var(--space-1);
    align-content: start;
  }

  .field > label,
  .legend {
    font-weight: 500;
    font-size: var(--text-s);
    color: var(--ink-soft);
  }

  /* a legend takes no part in its fieldset's grid */
  fieldset > .legend {
    padding-block-end: var(--space-1);
  }

  .hint {
    font-size: var(--text-xs);
    color: var(--ink-faint);
  }

  .error {
    display: flex;
    gap: var(--space-1);
    align-items: baseline;
    font-size: var(--text-s);
    color: var(--bad);
  }

  /* always there, so that what comes into it is announced; empty, it takes no room */
  .alert {
    display: contents;
  }

  .problem {
    display: flex;
    gap: var(--space-2);
    align-items: flex-start;
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius);
    background: var(--bad-soft);
    color: var(--bad);
  }

  .problem .icon {
    margin-block-start: 0.15em;
  }

  input:not([type='checkbox'], [type='radio'], [type='range'], [type='file']),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: var(--control);
    padding: var(--space-1) var(--space-3);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    transition: border-color var(--quick);
  }

  textarea {
    padding-block: var(--space-2);
    min-block-size: 6rem;
    resize: vertical;
    field-sizing: content;
  }

  input::placeholder,
  textarea::placeholder {
    color: var(--ink-faint);
    opacity: 1;
  }

  select {
    cursor: pointer;
  }

  input:hover,
  select:hover,
  textarea:hover {
    border-color: var(--ink-faint);
  }

  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    border-color: var(--accent);
    border-radius: var(--radius);
    box-shadow: 0 0 0 1px var(--accent);
    outline: 2px solid transparent;
  }

  [aria-invalid='true'] {
    border-color: var(--bad) !important;
  }

  input[type='checkbox'],
  input[type='radio'],
  input[type='range'] {
    accent-color: var(--accent);
  }

  input[type='checkbox'],
  input[type='radio'] {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    flex: none;
    margin: 0;
  }

  /* one choice of a few: the label is the target, at full control height */
  .choice {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
    min-block-size: var(--control);
    padding-inline: var(--space-3);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    cursor: pointer;
  }

  .choice:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .choice:has(:focus-visible) {
    box-shadow: var(--ring);
  }

  .choice input:focus-visible {
    box-shadow: none;
  }

  /* a choice without a box of its own to see: the input lies over all of the label */
  .choice {
    position: relative;
  }

  input.over {
    position: absolute;
    inset: 0;
    inline-size: 100% !important;
    block-size: 100% !important;
    opacity: 0;
    cursor: pointer;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }

  .form {
    display: grid;
    gap: var(--space-4);
    max-inline-size: var(--measure);
  }

  .search {
    position: relative;
  }

  .search > .icon {
    position: absolute;
    inset-block: 0;
    inset-inline-start: var(--space-3);
    margin-block: auto;
    color: var(--ink-faint);
    pointer-events: none;
  }

  .search > input.search-box {
    padding-inline-start: calc(var(--space-3) + 1.25em + var(--space-2));
  }
`;

export const dialogs = css`
  dialog {
    inline-size: min(34rem, calc(100vw - 2rem));
    max-block-size: min(44rem, calc(100dvh - 2rem));
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--shadow-high);
    overflow: auto;
    overscroll-behavior: contain;
  }

  dialog::backdrop {
    background: rgb(10 20 18 / 45%);
  }

  .dialog-body {
    display: grid;
    gap: var(--space-4);
    padding: var(--space-5);
  }

  .dialog-actions {
    position: sticky;
    inset-block-end: 0;
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-5);
    border-block-start: 1px solid var(--line);
    background: var(--surface);
  }

  /* on a phone a dialog is a sheet from below, within reach of the thumb */
  @media (max-width: 40rem) {
    dialog {
      inline-size: 100vw;
      max-inline-size: none;
      max-block-size: calc(100dvh - 3rem);
      margin-block: auto 0;
      border-width: 1px 0 0;
      border-end-start-radius: 0;
      border-end-end-radius: 0;
    }

    .dialog-actions > * {
      flex: 1 1 auto;
    }
  }
`;
