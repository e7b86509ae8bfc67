/** Draws the same template over the markup that the server sent; with that its elements come to life. */
import { hydrate } from '@lit-labs/ssr-client';
import type { TemplateResult } from 'lit';
import { setServerTime } from './data/clock.ts';
import { speak } from './locales/words.ts';
import type { PageState } from './page.ts';
import { whole } from './view.ts';

export type PageModule = { readonly view: (data: unknown) => TemplateResult };

export function start(state: PageState, page: PageModule): void {
  setServerTime(state.now);
  speak(state.locale);
  hydrate(whole(state, page.view(state.data)), document.body);
  document.documentElement.toggleAttribute('data-ready', true);
}
