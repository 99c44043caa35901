import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface SecretKeys {
  readonly current: string;
  /** While the key is being changed. */
  readonly previous: string | null;
}

/**
 * The embedded installation keeps its key beside, not inside, the database. Made once; losing it makes stored credentials unreadable. A second
 * line is the previous key: it stands there from the beginning of a change until its end, whatever happens between.
 */
export async function readOrCreateSecretKeys(dataDirectory: string): Promise<SecretKeys> {
  await mkdir(dataDirectory, { recursive: true });
  try {
    // Exclusive creation: of two starting processes one makes the key and both read the same.
    await writeFile(fileIn(dataDirectory), newKey(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
  }
  const [current = '', previous = null] = (await readFile(fileIn(dataDirectory), 'utf8')).trim().split('\n');
  return { current, previous };
}

/** A new key before the old one; nothing if a change has begun already. */
export async function beginKeyChange(dataDirectory: string): Promise<void> {
  const { current, previous } = await readOrCreateSecretKeys(dataDirectory);
  if (previous === null) await replace(dataDirectory, `${newKey()}\n${current}\n`);
}

export async function endKeyChange(dataDirectory: string): Promise<void> {
  const { current } = await readOrCreateSecretKeys(dataDirectory);
  await replace(dataDirectory, current);
}

const fileIn = (dataDirectory: string): string => join(dataDirectory, 'secret-key');

const newKey = (): string => randomBytes(32).toString('base64url');

/** All of it or nothing, also when the machine stops. */
async function replace(dataDirectory: string, text: string): Promise<void> {
  const draft = `${fileIn(dataDirectory)}.new`;
  const file = await open(draft, 'w', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await rename(draft, fileIn(dataDirectory));
  // The new name, too, before anything is sealed under the new key.
  const directory = await open(dataDirectory, 'r');
  await directory.sync();
  await directory.close();
}
