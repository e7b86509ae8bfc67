import { html } from 'lit';
import type { PolicyData } from './load.ts';
import './policy-page.ts';

export const view = (data: PolicyData) => html`<bt-policy-page .data=${data}></bt-policy-page>`;
