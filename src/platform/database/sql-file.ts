import { readFileSync } from 'node:fs';

/** One statement from its own file, read when the module loads: `sqlFile(import.meta.url, './sql/claim-messages.sql')`. */
export function sqlFile(moduleUrl: string, path: string): string {
  return readFileSync(new URL(path, moduleUrl), 'utf8');
}
