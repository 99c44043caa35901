import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The embedded installation keeps its key beside, not inside, the database. Made once; losing it makes stored credentials unreadable. */
export async function readOrCreateSecretKey(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, 'secret-key');
  await mkdir(dataDirectory, { recursive: true });
  try {
    // Exclusive creation: of two starting processes one makes the key and both read the same.
    await writeFile(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
  }
  return (await readFile(path, 'utf8')).trim();
}
