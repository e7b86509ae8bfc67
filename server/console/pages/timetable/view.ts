import { html } from 'lit';
import type { TimetableData } from './load.ts';
import './timetable-page.ts';

export const view = (data: TimetableData) =>
  html`<bt-timetable-page .data=${data}></bt-timetable-page>`;
