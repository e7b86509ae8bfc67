/** Errors as RFC 9457 problem details, in the asker's language; what nobody foresaw tells no details. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from '#server/access/environment.ts';
import type { AppDeps } from '#server/deps.ts';
import { OutOfScope, StoreFull, Taken } from '#server/store/port.ts';
import { fieldWording } from '#shared/api/field-problems.ts';
import {
  type Locale,
  type Problem,
  type ProblemCode,
  problems,
  Refusal,
  wording,
} from '#shared/api/problems.ts';

const PROBLEM_TYPE = 'application/problem+json';

function problemOf(refusal: Refusal, locale: Locale): Problem {
  const { code, params, fields } = refusal;
  return {
    type: `/problems/${code}`,
    title: wording(code, locale, params),
    status: problems[code].status,
    code,
    ...(Object.keys(params).length > 0 && { params: { ...params } }),
    ...(fields.length > 0 && {
      fields: fields.map(({ path, code, message, params = {} }) => ({
        path,
        code,
        message: message || fieldWording(code, locale, params),
        ...(Object.keys(params).length > 0 && { params }),
      })),
    }),
  };
}

/** The answer to whatever was thrown on the way; logs what is our fault. */
export function answerError(error: unknown, c: Context<AppEnv>, { log }: AppDeps): Response {
  const refusal = refusalFor(error);
  if (refusal === null) {
    // the address of a feed is its secret
    const path = c.req.path.replace(/^(\/feeds\/).*/, '$1…');
    log.error({ err: error, requestId: c.get('requestId'), path }, 'request failed');
  }
  return answerRefusal(refusal ?? new Refusal('internal'), c);
}

export function answerRefusal(refusal: Refusal, c: Context<AppEnv>): Response {
  const locale = c.get('locale') ?? 'vi';
  const problem = problemOf(refusal, locale);
  const { seconds } = refusal.params;
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': PROBLEM_TYPE,
      'Content-Language': locale,
      'Cache-Control': 'no-store',
      ...(refusal.code === 'tooManyTries' && { 'Retry-After': String(seconds) }),
    },
  });
}

/** null: nothing that the asker could have caused */
function refusalFor(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof OutOfScope) return new Refusal('notFound');
  if (error instanceof Taken) return new Refusal('emailTaken');
  if (error instanceof StoreFull) return new Refusal('storageFull');
  if (error instanceof HTTPException) {
    const code = thrownByLibraries[error.status];
    return code === undefined ? null : new Refusal(code);
  }
  return null;
}

/** What Hono and its validators throw before a handler runs. */
const thrownByLibraries: Readonly<Record<number, ProblemCode>> = {
  400: 'unreadable',
  413: 'requestTooLarge',
  415: 'unsupportedType',
};
