/** What any element may tell the whole console: a passing message, with a way back if there is one. */
export type Toast = {
  readonly text: string;
  readonly tone?: 'neutral' | 'bad';
  /** offers to undo; called at most once */
  readonly undo?: () => void | Promise<void>;
};

export const TOAST = 'bangtin-toast';

export function toast(message: Toast): void {
  window.dispatchEvent(new CustomEvent<Toast>(TOAST, { detail: message }));
}
