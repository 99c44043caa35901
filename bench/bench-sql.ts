import { readFileSync } from 'node:fs';
import type pg from 'pg';

/** A statement of this benchmark from its own file. */
export function benchSql(name: string): string {
  return readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8');
}

/** Several statements in one file; they find what they are told in settings, because only a single statement takes parameters. */
export async function runScript(admin: pg.Client, name: string, settings: Readonly<Record<string, string | number>>): Promise<void> {
  for (const [setting, value] of Object.entries(settings))
    await admin.query('select set_config($1, $2, false)', [`bench.${setting}`, String(value)]);
  await admin.query(benchSql(name));
}
