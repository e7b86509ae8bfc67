/** Manifests by their id. They never change, so each is fetched once a window. */
import type { Manifest } from '#shared/frame/manifest.ts';
import { type Answer, call } from './api.ts';

const fetched = new Map<string, Promise<Answer<Manifest>>>();

export function manifest(id: string): Promise<Answer<Manifest>> {
  let answer = fetched.get(id);
  if (!answer) {
    answer = call<Manifest>('GET', `/manifests/${id}`);
    fetched.set(id, answer);
    // a failure is not kept: the next one to ask tries again
    void answer.then(({ ok }) => {
      if (!ok) fetched.delete(id);
    });
  }
  return answer;
}
