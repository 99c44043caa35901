import { KEPT_PURPOSES, type KeptKeys, Secrets } from '../crypto/index.js';
import type { DatabaseAccess } from './connections.js';
import { ownerStatements, type RunStatement } from './owner-statements.js';

/** The secrets of a process, with the keys that were kept for it. */
export function readSecrets(access: DatabaseAccess, secretKey: string, previousSecretKey: string | null): Promise<Secrets> {
  return ownerStatements(access, 'cunbo secrets', async (run) => {
    const kept = await openKeptKeys(run, new Secrets(secretKey, previousSecretKey));
    return new Secrets(secretKey, previousSecretKey, kept);
  });
}

/** Once there is a schema: from now on a change of the secret key changes no hash, and a start with a wrong one is noticed. */
export function keepKeys(access: DatabaseAccess, secrets: Secrets): Promise<void> {
  return ownerStatements(access, 'cunbo secrets', async (run) => {
    const kept = await openKeptKeys(run, secrets);
    for (const purpose of KEPT_PURPOSES.filter((one) => !kept.has(one))) {
      const sealed = secrets.encrypt('kept-key', secrets.keptKey(purpose), purpose);
      await run('insert into public.kept_key (purpose, sealed) values ($1, $2) on conflict do nothing', [purpose, sealed]);
    }
  });
}

/** Throws UnknownKeyError if the secret key is not the one they are sealed under. */
export async function openKeptKeys(run: RunStatement, secrets: Secrets): Promise<KeptKeys> {
  const { rows: tables } = await run(`select from pg_tables where schemaname = 'public' and tablename = 'kept_key'`);
  if (tables.length === 0) return new Map();
  const { rows } = await run('select purpose, sealed from public.kept_key');
  return new Map(
    (rows as unknown as { purpose: string; sealed: Buffer }[]).map(({ purpose, sealed }) => [
      purpose,
      secrets.decrypt('kept-key', sealed, purpose),
    ]),
  );
}
