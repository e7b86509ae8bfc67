import { html } from 'lit';
import './asset-page.ts';
import type { AssetData } from './load.ts';

export const view = (data: AssetData) => html`<bt-asset-page .data=${data}></bt-asset-page>`;
