/**
 * Renders a page to a whole HTML document. The only importer of @lit-labs/ssr, which is young and
 * pinned exactly: when it changes, it changes here.
 *
 * No script stands in the document (the content security policy forbids it): what the browser needs
 * to hydrate travels as JSON in a data block, which browsers don't execute.
 */
import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { html, raw } from 'hono/html';
import type { TemplateResult } from 'lit';
import { documentStyles, tokens } from './design/tokens.css.ts';
import { speak, wordsIn } from './locales/words.ts';
import type { PageState } from './page.ts';
import { whole } from './view.ts';

export type Bundle = { readonly script: string; readonly styles: readonly string[] };

export function renderDocument(
  title: string,
  state: PageState,
  draw: () => TemplateResult,
  bundle: Bundle,
) {
  const { product } = wordsIn(state.locale).common;
  return html`<!doctype html>
<html lang="${state.locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f5f0" />
    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#101615" />
    <title>${title} · ${product}</title>
    <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
    ${bundle.styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
    <link rel="modulepreload" href="${bundle.script}" />
    <style>
      ${raw(tokens.cssText)} ${raw(documentStyles.cssText)}
    </style>
    <script type="application/json" id="page-state">${raw(inData(state))}</script>
    <script type="module" src="${bundle.script}"></script>
  </head>
  <body>${raw(body(state, draw))}</body>
</html>`;
}

/**
 * Rendered in one go, so that the language chosen here holds to the end; a promise in a template
 * would throw. Elements wait for the browser's `hydrate` to hand them their properties.
 */
function body(state: PageState, draw: () => TemplateResult): string {
  speak(state.locale);
  return withoutFalse(collectResultSync(render(whole(state, draw()), { deferHydration: true })));
}

/**
 * The library writes `.checked=${false}` as `checked="false"`, which to a browser means checked: every
 * box would be ticked until the page comes to life, and for good without a script. Within a tag no
 * value holds a bare `<` or `>`, so nothing else can be meant.
 */
function withoutFalse(markup: string): string {
  return markup.replace(/(<input\b[^<>]*?) checked="false"/g, '$1');
}

/** JSON that can't end the script element, nor open a comment in it. */
function inData(state: PageState): string {
  return JSON.stringify(state).replaceAll('<', '\\u003c');
}
