/**
 * The browser's entry to every page. Lit must find its hydration support in place when it is first
 * evaluated; a bundler may hoist a shared chunk above an import, so what uses Lit comes by dynamic
 * import, after it. Each page's code is a chunk of its own, found by the page's name.
 */
/// <reference types="vite/client" />
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import './design/fonts.css';
import type { PageState } from './page.ts';
import type { PageModule } from './start.ts';

const modules = import.meta.glob<PageModule>('./pages/*/view.ts');

const state = JSON.parse(document.getElementById('page-state')!.textContent!) as PageState;
const [{ start }, page] = await Promise.all([
  import('./start.ts'),
  modules[`./pages/${state.page}/view.ts`]!(),
]);
start(state, page);
