// What an operator can do about a PostgreSQL server that does not answer or does not let this program in.
const SILENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
const UNKNOWN_DATABASE = '3D000';
// Wrong password or user, no such authorization, no right to connect.
const NOT_LET_IN: ReadonlySet<string> = new Set(['28P01', '28000', '42501']);

/** 'given': signed in as DATABASE_URL says. 'own': as one of the roles that migrating makes, with passwords made from the secret key. */
export type Identity = 'given' | 'own';

/** Runs work that connects to the server of DATABASE_URL; a refusal says what to look at. */
export async function explainingRefusal<Result>(databaseUrl: string, identity: Identity, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const explanation = explain(new URL(databaseUrl), identity, codeOf(error));
    throw explanation === null ? error : new Error(`${explanation} (${messageOf(error)})`, { cause: error });
  }
}

function explain({ host, pathname }: URL, identity: Identity, code: string): string | null {
  if (SILENT.has(code)) return `DATABASE_URL: no PostgreSQL server answers at ${host}.`;
  if (code === UNKNOWN_DATABASE) return `DATABASE_URL: the server at ${host} has no database ${pathname.slice(1)}.`;
  if (!NOT_LET_IN.has(code)) return null;
  return identity === 'given'
    ? `DATABASE_URL: the server at ${host} does not let this user do this.`
    : `The server at ${host} does not know this installation: "cunbo migrate" has not been run on it, or it was run with another CUNBO_SECRET_KEY.`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Of a host with several addresses each attempt has its own message, and the whole has none. */
function messageOf(error: unknown): string {
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [error];
  return errors.map((one) => (one instanceof Error ? one.message : String(one))).join('; ');
}
