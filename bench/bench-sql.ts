import { readFileSync } from 'node:fs';

/** A statement of this benchmark from its own file. */
export function benchSql(name: string): string {
  return readFileSync(new URL(`./sql/${name}.sql`, import.meta.url), 'utf8');
}
