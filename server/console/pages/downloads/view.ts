import { html } from 'lit';
import './downloads-page.ts';
import type { DownloadsData } from './load.ts';

export const view = (data: DownloadsData) =>
  html`<bt-downloads-page .data=${data}></bt-downloads-page>`;
