import { html } from 'lit';
import type { PlaylistData } from './load.ts';
import './playlist-page.ts';

export const view = (data: PlaylistData) =>
  html`<bt-playlist-page .data=${data}></bt-playlist-page>`;
