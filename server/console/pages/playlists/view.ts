import { html } from 'lit';
import type { PlaylistsData } from './load.ts';
import './playlists-page.ts';

export const view = (data: PlaylistsData) =>
  html`<bt-playlists-page .data=${data}></bt-playlists-page>`;
