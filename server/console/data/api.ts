/**
 * Calls of the HTTP API from the browser. A refused call is a value, not an exception: pages must
 * show it next to what was tried, and nothing may be lost in a handler that forgot to catch.
 */
import type { Problem, ProblemCode } from '#shared/api/problems.ts';
import { locale, words } from '../locales/words.ts';

export type FailedCall = {
  readonly ok: false;
  /** `offline`: no answer at all */
  readonly code: ProblemCode | 'offline';
  readonly status: number;
  /** one sentence in the reader's language: what happened and what to do */
  readonly title: string;
  /** wrong fields by their JSON path, e.g. `when.hours.0.end` */
  readonly fields: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string | number>>;
};
export type Answer<Value> = { readonly ok: true; readonly value: Value } | FailedCall;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function call<Value>(
  method: Method,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Answer<Value>> {
  return asked<Value>(path, {
    method,
    ...(body === undefined ? {} : { type: 'application/json', body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
}

/** The same for a file, as it is. */
export function send<Value>(
  method: Method,
  path: string,
  file: Blob,
  type: string,
): Promise<Answer<Value>> {
  return asked<Value>(path, { method, type, body: file });
}

async function asked<Value>(
  path: string,
  { type, ...request }: RequestInit & { readonly type?: string },
): Promise<Answer<Value>> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...request,
      headers: {
        Accept: 'application/json',
        'Accept-Language': locale(),
        ...(type === undefined ? {} : { 'Content-Type': type }),
      },
    });
  } catch {
    return failed('offline', 0, words().common.offline);
  }
  const text = await response.text().catch(() => '');
  const parsed = parse(text);
  if (response.ok) return { ok: true, value: parsed as Value };
  return isProblem(parsed) ? fromProblem(parsed) : unreadable(response.status);
}

function fromProblem(problem: Problem): FailedCall {
  return {
    ok: false,
    code: problem.code,
    status: problem.status,
    title: problem.title,
    fields: Object.fromEntries((problem.fields ?? []).map((f) => [f.path, f.message])),
    params: problem.params ?? {},
  };
}

/** A proxy's own page, for instance: the status is all that can be told apart. */
function unreadable(status: number): FailedCall {
  return failed('internal', status, words().common.unreadable);
}

function failed(code: FailedCall['code'], status: number, title: string): FailedCall {
  return { ok: false, code, status, title, fields: {}, params: {} };
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'title' in value;
}
