/** What all elements of the console have in common: styles, and the words of the language. */
import { type CSSResultGroup, LitElement } from 'lit';
import { type Words, words } from '../locales/words.ts';
import { base } from './base.css.ts';
import { content, tables } from './content.css.ts';
import { buttons, dialogs, fields } from './controls.css.ts';

/**
 * For pages, which use all of it. Smaller elements name what they need: the server sends each
 * element's styles along with it.
 */
export const pageStyles = [base, buttons, fields, dialogs, content, tables];

export class ConsoleElement extends LitElement {
  static override styles: CSSResultGroup = pageStyles;

  protected get words(): Words {
    return words();
  }
}

/** Defines an element once; a second bundle chunk that carries it too changes nothing. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
