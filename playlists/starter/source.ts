/** A YAML text whose values remember where they were written. */
import { isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { wrongFields } from '#shared/api/field-problems.ts';
import type { ProblemParams } from '#shared/api/problems.ts';
import { type Mistake, reasonOf } from './mistakes.ts';

export type Path = readonly (string | number)[];

export type Source = {
  readonly file: string;
  /** plain data, or undefined when the text is no YAML */
  readonly data: unknown;
  /** mistakes of the YAML itself */
  readonly mistakes: readonly Mistake[];
  mistake(path: Path, code: string, params?: ProblemParams): Mistake;
};

export function readSource(file: string, text: string): Source {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    // a word is text unless it is plainly a number or true/false; dates stay text
    schema: 'core',
  });

  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const mistake = (path: Path, code: string, params: ProblemParams = {}): Mistake => ({
    file,
    ...at(offsetOf(document.contents, path)),
    path: path.join('.'),
    code,
    reason: reasonOf(code, params),
  });

  // one slip of the pen upsets the parser many times over: the first time is the one to correct
  const mistakes = document.errors.slice(0, 1).map((error) => ({
    ...mistake([], 'notYaml', { detail: error.message }),
    ...at(error.pos[0]),
  }));
  if (mistakes.length > 0) return { file, data: undefined, mistakes, mistake };
  try {
    return { file, data: document.toJS({ maxAliasCount: 100 }), mistakes, mistake };
  } catch (error) {
    // aliases that multiply beyond reason, or that name nothing
    const detail = error instanceof Error ? error.message : '';
    return { file, data: undefined, mistakes: [mistake([], 'notYaml', { detail })], mistake };
  }
}

/** The data in the shape of `schema`, or what is wrong with them. */
export function shaped<T>(
  source: Source,
  schema: z.ZodType<T>,
): { readonly value: T } | { readonly mistakes: readonly Mistake[] } {
  if (source.mistakes.length > 0) return { mistakes: source.mistakes };
  const parsed = schema.safeParse(source.data);
  return parsed.success
    ? { value: parsed.data }
    : { mistakes: complaints(source, parsed.error, source.data, []) };
}

/** A schema's complaints about the part of the file that stands at `above`. */
export function complaints(
  source: Source,
  error: z.core.$ZodError,
  input: unknown,
  above: Path,
): Mistake[] {
  return wrongFields(error, input).map(({ path, code, params }) =>
    source.mistake([...above, ...pathOf(path)], code, params),
  );
}

function pathOf(text: string): Path {
  return text === ''
    ? []
    : text.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** Where the value at `path` begins; for what is missing, where the thing begins that lacks it. */
function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    const next = child(node, step);
    if (next === undefined) break;
    node = next.value;
    offset = next.offset ?? offset;
  }
  return offset;
}

function child(node: unknown, step: string | number) {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    if (!pair) return undefined;
    const value = pair.value as Node | null;
    const key = pair.key as Node;
    return { value, offset: value?.range?.[0] ?? key.range?.[0] };
  }
  if (typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items)) {
    const item: unknown = node.items[Number(step)];
    if (item === undefined || isPair(item)) return undefined;
    return { value: item, offset: (item as Node).range?.[0] };
  }
  return undefined;
}
