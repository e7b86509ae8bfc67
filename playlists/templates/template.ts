/**
 * A slide template: a schema for its text and one Lit view that draws it, the same in the console's
 * preview and on the screen. One folder a template; `index.ts` lists them.
 */
import type { CSSResult, TemplateResult } from 'lit';
import type { z } from 'zod';

/** Text in both languages of the console. */
export type Bilingual = { readonly vi: string; readonly en: string };

/** How the console's form asks for one field of the template's data. */
export type Field = {
  readonly name: string;
  readonly label: Bilingual;
  readonly input: 'line' | 'text' | 'lines' | 'date' | 'dateTime' | 'url' | 'image' | 'choice';
  readonly choices?: readonly { readonly value: string; readonly label: Bilingual }[];
  readonly hint?: Bilingual;
  /** may be left empty */
  readonly optional?: true;
  /** the longest text the schema takes, in characters; of each line for `lines` */
  readonly maxLength?: number;
  /** how many lines at most, for `lines` */
  readonly maxLines?: number;
};

export type SlideContext = {
  /** address of a media file by its hash: a server path in the console, a cached one on the screen */
  readonly mediaUrl: (sha256: string) => string;
  /** what draws the file, where the host has decoded it itself; null or absent: the address does */
  readonly picture?: (sha256: string) => HTMLCanvasElement | null;
  /** IANA zone and language for dates on the slide */
  readonly zone: string;
  readonly locale: 'vi' | 'en';
  /** ms of server time, for a countdown; the host re-renders about once a second */
  readonly now: number;
  /** the smallest type that can be read, in u (`type/viewing.ts`); absent: that of a usual screen */
  readonly smallest?: number;
  /** told of each text that is set; for `legibility.ts` */
  readonly measured?: (setting: Setting) => void;
};

/** Sizes in u, in the landscape and in the portrait layout, and over how many pages. */
export type Setting = { readonly wide: number; readonly tall: number; readonly pages: number };

export type SlideTemplate<Data extends Record<string, unknown> = Record<string, unknown>> = {
  readonly id: string;
  readonly name: Bilingual;
  /** what it is for, one sentence, shown in the chooser */
  readonly purpose: Bilingual;
  readonly schema: z.ZodType<Data>;
  readonly fields: readonly Field[];
  /** a filled example, for the chooser's picture and for tests */
  readonly sample: Data;
  /** hashes of media that the data refer to */
  readonly media: (data: Data) => readonly string[];
  /** how long a reader needs, ms: from the words, at a calm reading speed */
  readonly dwell: (data: Data) => number;
  /** redraws as time goes by (a countdown) */
  readonly ticking: boolean;
  readonly view: (data: Data, context: SlideContext) => TemplateResult;
  /** how the view is dressed, under a class of its own; `slide.ts` gathers them */
  readonly styles: CSSResult;
};
