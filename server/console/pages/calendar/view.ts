import { html } from 'lit';
import './calendar-page.ts';
import type { CalendarData } from './load.ts';

export const view = (data: CalendarData) =>
  html`<bt-calendar-page .data=${data}></bt-calendar-page>`;
