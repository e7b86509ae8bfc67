import { html } from 'lit';
import type { WeekData } from './load.ts';
import './week-page.ts';

export const view = (data: WeekData) => html`<bt-week-page .data=${data}></bt-week-page>`;
