/** What a screen shows while it is switched off: black. The compiler lays it; nobody can choose it. */
import { css, html } from 'lit';
import { z } from 'zod';
import type { SlideTemplate } from '../template.ts';

const Off = z.object({});

export const off: SlideTemplate<z.infer<typeof Off>> = {
  id: 'off',
  name: { vi: 'Màn hình tắt', en: 'Screen off' },
  purpose: { vi: 'Ngoài giờ bật màn hình.', en: 'Outside of the hours in which the screen is on.' },
  schema: Off,
  fields: [],
  sample: {},
  media: () => [],
  dwell: () => 0,
  ticking: false,
  view: () => html`<article class="slide is-off"></article>`,
  styles: css`
    .slide.is-off {
      background: #000;
    }
  `,
};
