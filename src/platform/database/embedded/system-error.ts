/** The code of a failed call ('ENOENT', 'EPERM', an SQLSTATE …), or null. Not by instanceof: errors of other realms count, too. */
export function systemErrorCode(error: unknown): string | null {
  return readText(error, 'code');
}

/** What a failed program wrote to its error output. */
export function programErrorOutput(error: unknown): string {
  return (readText(error, 'stderr') ?? String(error)).trim();
}

function readText(error: unknown, key: string): string | null {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, key) : null;
  return typeof value === 'string' ? value : null;
}

/** Answers `fallback` where the system call fails with one of the codes; every other failure passes through. */
export async function orOn<T, F>(codes: readonly string[], call: Promise<T>, fallback: F): Promise<T | F> {
  try {
    return await call;
  } catch (error) {
    if (codes.includes(systemErrorCode(error) ?? '')) return fallback;
    throw error;
  }
}
