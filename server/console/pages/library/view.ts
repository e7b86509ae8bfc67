import { html } from 'lit';
import './library-page.ts';
import type { LibraryData } from './load.ts';

export const view = (data: LibraryData) => html`<bt-library-page .data=${data}></bt-library-page>`;
