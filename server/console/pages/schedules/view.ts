import { html } from 'lit';
import type { SchedulesData } from './load.ts';
import './schedules-page.ts';

export const view = (data: SchedulesData) =>
  html`<bt-schedules-page .data=${data}></bt-schedules-page>`;
