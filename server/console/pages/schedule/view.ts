import { html } from 'lit';
import type { ScheduleData } from './load.ts';
import './schedule-page.ts';

export const view = (data: ScheduleData) =>
  html`<bt-schedule-page .data=${data}></bt-schedule-page>`;
