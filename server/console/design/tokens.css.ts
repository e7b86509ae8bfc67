/**
 * The palette, type scale and measures of the console, as custom properties of the document: they
 * inherit into every shadow root. Ink on warm paper with one deep teal; light and dark alike.
 *
 * The colours of Vietnam's hazard levels (pale blue, pale yellow, orange, red, purple) belong to
 * warnings by law, so what destroys is wine and what wants attention is umber.
 */
import { css } from 'lit';

export const tokens = css`
  :root {
    color-scheme: light dark;

    --paper: light-dark(#f6f5f0, #101615);
    --surface: light-dark(#fffefb, #171f1d);
    --sunken: light-dark(#eeede6, #0c1110);
    --ink: light-dark(#16211f, #e9eeeb);
    --ink-soft: light-dark(#46534f, #b4c0bc);
    --ink-faint: light-dark(#5f6c68, #8f9d98);
    --line: light-dark(#dedcd2, #2a3532);
    --line-strong: light-dark(#838f8a, #71807b);

    --accent: light-dark(#0a5a57, #6fcac1);
    --accent-strong: light-dark(#074744, #93ddd5);
    --accent-ink: light-dark(#ffffff, #06201e);
    --accent-soft: light-dark(#dfecea, #15312f);

    --good: light-dark(#1c6140, #86d0a5);
    --good-soft: light-dark(#e1eee5, #16302286);
    --attention: light-dark(#6e4a12, #d9b77c);
    --attention-soft: light-dark(#f1e8d8, #33291780);
    --bad: light-dark(#8a1f3d, #eb9aae);
    --bad-soft: light-dark(#f6e4e7, #3a1a2280);
    --bad-ink: light-dark(#ffffff, #2c0712);

    --font: 'Be Vietnam Pro', system-ui, sans-serif;
    /* Vietnamese capitals carry two marks: anything under 1.5 lets lines touch or cuts them */
    --leading: 1.6;
    --leading-tight: 1.5;
    --text-xs: 0.8125rem;
    --text-s: 0.875rem;
    --text-m: 0.9375rem;
    --text-l: 1.125rem;
    --text-xl: 1.375rem;
    --text-2xl: 1.75rem;
    --text-3xl: 2.25rem;

    --space-1: 0.25rem;
    --space-2: 0.5rem;
    --space-3: 0.75rem;
    --space-4: 1rem;
    --space-5: 1.5rem;
    --space-6: 2rem;
    --space-7: 3rem;
    --space-8: 4.5rem;

    --radius-s: 0.375rem;
    --radius: 0.625rem;
    --radius-l: 1rem;
    --shadow: 0 1px 2px rgb(20 33 31 / 6%), 0 8px 24px rgb(20 33 31 / 7%);
    --shadow-high: 0 2px 6px rgb(10 20 18 / 10%), 0 24px 64px rgb(10 20 18 / 22%);
    --ring: 0 0 0 2px var(--paper), 0 0 0 4px var(--accent);

    --control: 2.5rem;
    --measure: 42rem;
    --quick: 140ms;
  }

  @media (pointer: coarse), (max-width: 48rem) {
    :root {
      --control: 2.75rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :root {
      --quick: 0ms;
    }
  }
`;

/** Of the document itself, outside every shadow root. */
export const documentStyles = css`
  html {
    background: var(--paper);
    color: var(--ink);
    font: 400 var(--text-m) / var(--leading) var(--font);
    -webkit-text-size-adjust: 100%;
  }

  @media (min-width: 60rem) {
    html {
      scrollbar-gutter: stable;
    }
  }

  body {
    margin: 0;
    min-height: 100dvh;
  }

  @view-transition {
    navigation: auto;
  }

  @media (prefers-reduced-motion: reduce) {
    @view-transition {
      navigation: none;
    }
  }
`;
