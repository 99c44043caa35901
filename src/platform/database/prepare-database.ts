import pg from 'pg';
import type { Secrets } from '../crypto/index.js';
import { type DatabaseAccess, type RoleName, ROLES } from './connections.js';

const ROLE_LOCK = 4_206_810;

/**
 * Makes the roles (idempotent, under a lock that all databases of the cluster share) and answers how each role connects.
 * The role passwords derive from the instance's secret key, so no second secret has to be kept; `adminUrl` must be allowed
 * to create roles and to create objects in the database.
 */
export async function prepareDatabase(adminUrl: string, secrets: Secrets): Promise<DatabaseAccess> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'cunbo prepare' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [ROLE_LOCK]);
    for (const role of Object.keys(ROLES) as RoleName[]) await ensureRole(client, role, passwordOf(role, secrets));
    await ensureGrants(client);
  } finally {
    await client.end();
  }
  return databaseAccess(adminUrl, secrets);
}

/** The same answer without touching the database: for processes that start beside one that prepared it. */
export function databaseAccess(adminUrl: string, secrets: Secrets): DatabaseAccess {
  return {
    url(role) {
      const url = new URL(adminUrl);
      url.username = ROLES[role];
      url.password = passwordOf(role, secrets);
      return url.toString();
    },
  };
}

function passwordOf(role: RoleName, secrets: Secrets): string {
  return secrets.keyedHash('database-roles', role).toString('base64url');
}

async function ensureRole(client: pg.Client, role: RoleName, password: string): Promise<void> {
  const name = ROLES[role];
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(
    `${verb} role ${name} login nosuperuser nobypassrls nocreatedb nocreaterole password ${client.escapeLiteral(password)}`,
  );
}

async function ensureGrants(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ database: string; is_super: boolean }>(
    `select current_database() as database, rolsuper as is_super from pg_roles where rolname = current_user`,
  );
  const database = client.escapeIdentifier(rows[0]?.database ?? '');
  if (rows[0]?.is_super !== true) await client.query(`grant ${ROLES.owner} to current_user with set true`);
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant create, connect, temporary on database ${database} to ${ROLES.owner}`);
  await client.query(`grant connect on database ${database} to ${ROLES.app}, ${ROLES.worker}, ${ROLES.queue}`);
  await client.query(`revoke create on schema public from public`);
  await client.query(`grant usage, create on schema public to ${ROLES.owner}`);
  await client.query(`grant usage on schema public to ${ROLES.app}, ${ROLES.worker}`);
}
