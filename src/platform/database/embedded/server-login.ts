import { Client } from 'pg';
import { cannotStart } from './embedded-postgres.errors.js';
import { systemErrorCode } from './system-error.js';

export interface ServerLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

const WRONG_PASSWORD = '28P01';

export async function checkLogin(login: ServerLogin, passwordFile: string): Promise<void> {
  const client = new Client({ ...login, database: 'postgres', connectionTimeoutMillis: 10_000 });
  // A connection that breaks later is reported by whatever waits for it; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if (systemErrorCode(error) !== WRONG_PASSWORD) throw error;
    throw cannotStart(
      `The password in ${passwordFile} is not the database's. Move the file away and start again: a new password is then set.`,
    );
  } finally {
    await client.end();
  }
}
