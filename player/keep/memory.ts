/**
 * The single values that the player keeps over a restart. Each write is on disk when it resolves
 * (`strict`): what is acknowledged to the server must survive the plug being pulled.
 */
import type { Database, Single } from './database.ts';

export interface Memory {
  recall<Name extends keyof Single>(name: Name): Promise<Single[Name] | null>;
  /** keeps all of them together or none; null forgets one */
  keep(values: { readonly [Name in keyof Single]?: Single[Name] | null }): Promise<void>;
  /** keeps one value that is no loss if the power goes before the disk was written */
  note<Name extends keyof Single>(name: Name, value: Single[Name]): Promise<void>;
  /** everything goes: this screen is nobody any more */
  forgetAll(): Promise<void>;
}

export function createMemory(database: Database): Memory {
  return {
    async recall<Name extends keyof Single>(name: Name) {
      const value = await database.get('single', name);
      return (value as Single[Name] | undefined) ?? null;
    },
    async keep(values) {
      const writing = database.transaction('single', 'readwrite', { durability: 'strict' });
      for (const [key, value] of Object.entries(values)) {
        const name = key as keyof Single;
        // Not awaited one by one: an error rejects `done`.
        if (value === null) void writing.store.delete(name);
        else void writing.store.put(value, name);
      }
      await writing.done;
    },
    async note(name, value) {
      await database.put('single', value, name);
    },
    async forgetAll() {
      const writing = database.transaction(['single', 'openPlays', 'plays'], 'readwrite', {
        durability: 'strict',
      });
      for (const name of writing.objectStoreNames) void writing.objectStore(name).clear();
      await writing.done;
    },
  };
}
