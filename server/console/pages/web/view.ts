import { html } from 'lit';
import type { WebData } from './load.ts';
import './web-page.ts';

export const view = (data: WebData) => html`<bt-web-page .data=${data}></bt-web-page>`;
