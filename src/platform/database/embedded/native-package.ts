// The PostgreSQL programs that npm installed for this machine, complete and able to run.
import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cannotStart, EmbeddedPostgresError } from './embedded-postgres.errors.js';
import { orOn } from './system-error.js';

const run = promisify(execFile);

/** bin, lib and share below one directory: PostgreSQL finds its parts relative to its programs, so the tree can be copied. */
export interface NativePrograms {
  readonly version: string;
  readonly directory: string;
}

export const initdbOf = (programs: NativePrograms): string => join(programs.directory, 'bin', 'initdb');
export const postgresOf = (programs: NativePrograms): string => join(programs.directory, 'bin', 'postgres');
/** The first file that initdb reads; stands for the readability of them all. */
export const catalogOf = (programs: NativePrograms): string => join(programs.directory, 'share', 'postgresql', 'postgres.bki');

export async function findNativePrograms(): Promise<NativePrograms> {
  const binary = await importBinaryPath(`@embedded-postgres/${process.platform}-${process.arch}`);
  const directory = dirname(dirname(binary));
  await completeLinks(dirname(directory));
  const manifest: unknown = JSON.parse(await readFile(join(dirname(directory), 'package.json'), 'utf8'));
  return { version: readText(manifest, 'version'), directory };
}

async function importBinaryPath(packageName: string): Promise<string> {
  try {
    const binaries: unknown = await import(packageName);
    return readText(binaries, 'postgres');
  } catch {
    throw unsupported(`There is no embedded PostgreSQL for this machine (npm package ${packageName}).`);
  }
}

export function unsupported(reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError('embedded.unsupported-platform', `${reason} Set DATABASE_URL to use a PostgreSQL server of your own.`);
}

// npm packages cannot hold symbolic links: an install script makes them, and where install scripts are denied they are missing.
async function completeLinks(packageDirectory: string): Promise<void> {
  if ((await findMissingLink(packageDirectory)) === null) return;
  await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: packageDirectory });
  const missing = await findMissingLink(packageDirectory);
  if (missing !== null)
    throw cannotStart(`${join(packageDirectory, missing)} is missing and cannot be made. Run npm ci as the owner of that directory.`);
}

async function findMissingLink(packageDirectory: string): Promise<string | null> {
  const list = await orOn(['ENOENT'], readFile(join(packageDirectory, 'native', 'pg-symlinks.json'), 'utf8'), '[]');
  const links: unknown = JSON.parse(list);
  for (const link of Array.isArray(links) ? links : []) {
    const target = readText(link, 'target');
    if ((await orOn(['ENOENT'], access(join(packageDirectory, target)), 'missing')) === 'missing') return target;
  }
  return null;
}

function readText(value: unknown, key: string): string {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (typeof text !== 'string') throw new TypeError(`${key} is not a text`);
  return text;
}
