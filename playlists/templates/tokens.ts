/**
 * The few colours and sizes that all slides share. Each palette is a ground with four inks made for
 * it; text uses `ink`, `soft` or `accent`, each at least 7:1 on the ground (tested); `wash` and `line`
 * are for shapes. None of them is a colour of the legal hazard levels.
 */
import { type CSSResult, css, unsafeCSS } from 'lit';

export type Palette = {
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  readonly accent: string;
  readonly wash: string;
  readonly line: string;
};

export const palettes = {
  /** giấy vở: exercise-book paper, ink green, hồng sen */
  paper: {
    ground: '#faf6ec',
    ink: '#14302a',
    soft: '#3a524b',
    accent: '#9a1f57',
    wash: '#efe7d4',
    line: '#d9ccb0',
  },
  /** bảng xanh: the classroom board and chalk */
  board: {
    ground: '#0f3b33',
    ink: '#fbf8ec',
    soft: '#d3e6da',
    accent: '#a8dfc4',
    wash: '#174a40',
    line: '#2a6456',
  },
  /** nước: water in shade */
  water: {
    ground: '#054855',
    ink: '#ffffff',
    soft: '#d2f0f0',
    accent: '#93e6de',
    wash: '#0a5c69',
    line: '#12808a',
  },
  /** đất nung: warm clay, for friendship */
  clay: {
    ground: '#fbe9d9',
    ink: '#4a1a14',
    soft: '#65281d',
    accent: '#85301c',
    wash: '#f3cfb2',
    line: '#d9906c',
  },
  /** đường nhựa: asphalt and road paint, for safety on the way and in the yard */
  asphalt: {
    ground: '#22303a',
    ink: '#ffffff',
    soft: '#d8e1e6',
    accent: '#bfe5d3',
    wash: '#2f404c',
    line: '#5c7280',
  },
  /** lá: garden green, for food and health */
  leaf: {
    ground: '#eff4e2',
    ink: '#1c3815',
    soft: '#34502d',
    accent: '#275a1f',
    wash: '#dde8c6',
    line: '#a9c089',
  },
  /** sen: lotus, for people worth knowing */
  lotus: {
    ground: '#fbeff1',
    ink: '#47122c',
    soft: '#662a46',
    accent: '#941c52',
    wash: '#f4d7e0',
    line: '#dfa3b8',
  },
  /** chàm: cloth dyed with indigo, for invitations */
  indigo: {
    ground: '#1b2a5c',
    ink: '#fbf8ec',
    soft: '#d6dcf2',
    accent: '#f0dcc3',
    wash: '#26376f',
    line: '#4a5c9b',
  },
} as const satisfies Record<string, Palette>;
export type PaletteName = keyof typeof palettes;

/** Slides use the weights 500, 700 and 800; whoever shows slides loads these. */
export const fontFamily = "'Be Vietnam Pro', system-ui, sans-serif";

/** `.on-paper { --ground: ...; ... }` for every palette */
export const paletteStyles: CSSResult = css`${unsafeCSS(
  Object.entries(palettes)
    .map(
      ([name, colours]) =>
        `.on-${name}{${Object.entries(colours)
          .map(([role, colour]) => `--${role}:${colour}`)
          .join(';')}}`,
    )
    .join('\n'),
)}`;
