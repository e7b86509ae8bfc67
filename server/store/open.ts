/** Chooses the Store by its address. */
import { fileURLToPath } from 'node:url';
import type { Store } from './port.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** `postgres://…`, `file:///…`, `:memory:`, or the plain path of an SQLite file. */
export async function openStore(address: string): Promise<Store> {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      return openSqlite(address);
    case 'file':
      return openSqlite(fileURLToPath(address));
    case 'postgres':
    case 'postgresql':
      return openPostgres(address);
    default:
      throw new Error(
        `DATABASE_URL: no store speaks ${scheme}://. Use postgres:// or a file path.`,
      );
  }
}
