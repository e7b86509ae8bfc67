import { html } from 'lit';
import type { VersionsData } from './load.ts';
import './versions-page.ts';

export const view = (data: VersionsData) =>
  html`<bt-versions-page .data=${data}></bt-versions-page>`;
