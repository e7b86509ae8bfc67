/** Manifests by their id. They never change, so each is fetched once a window. */
import type { Manifest } from '#shared/frame/manifest.ts';
import { type Answer, call } from './api.ts';

/** The screen whose programme it is, and the instant at which, ms; without one: now. */
export type Whose = { readonly screenId: string; readonly at?: number };

const fetched = new Map<string, Promise<Answer<Manifest>>>();

/** `whose` is needed where no screen was told of it lately: another time's, or not told at all yet. */
export function manifest(id: string, whose?: Whose): Promise<Answer<Manifest>> {
  let answer = fetched.get(id);
  if (!answer) {
    answer = call<Manifest>('GET', `/manifests/${id}${whose ? queryOf(whose) : ''}`);
    fetched.set(id, answer);
    // a failure is not kept: the next one to ask tries again
    void answer.then(({ ok }) => {
      if (!ok) fetched.delete(id);
    });
  }
  return answer;
}

function queryOf({ screenId, at }: Whose): string {
  return `?screen=${screenId}${at === undefined ? '' : `&at=${at}`}`;
}
