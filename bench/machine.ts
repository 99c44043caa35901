import { cpus, freemem, loadavg, totalmem } from 'node:os';
import type pg from 'pg';

const SETTINGS = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'work_mem'];

/** What the numbers depend on besides the program. */
export async function describeMachine(admin: pg.Client): Promise<string[]> {
  const { rows } = await admin.query<{ name: string; value: string }>(
    `select name, current_setting(name) as value from unnest($1::text[]) name union all select 'version', current_setting('server_version')`,
    [SETTINGS],
  );
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(0)} GB`;
  return [
    `machine    ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${gigabytes(totalmem())} memory, ${gigabytes(freemem())} free; load before the run ${loadavg()[0]?.toFixed(1)}`,
    `software   Node ${process.version}, PostgreSQL ${values.get('version')} (embedded)`,
    `settings   ${SETTINGS.map((name) => `${name}=${values.get(name)}`).join(' ')}`,
  ];
}
