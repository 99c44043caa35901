// Exports from the upload to committed entries, and COPY of the same rows into the same tables in the same run.
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { benchSql } from './bench-sql.ts';
import { type ExportFormat, exportFile } from './export-file.ts';
import type { Installation } from './installation.ts';
import { built } from './product.ts';
import { type ServerProcess, startServerProcess, startWorkerProcess } from './server-process.ts';

const PATIENCE_MS = 1_800_000;
/** Where an order of a file stands when it is counted; rollups and queues are derived from these. */
const TABLES = [
  'file_import',
  'inbox_message',
  'inbox_payload',
  'file_word',
  'order_word',
  'sales_order',
  'order_line',
  'revenue_entry',
] as const;

export interface ImportRun {
  readonly format: ExportFormat;
  readonly rows: number;
  readonly bytes: number;
  readonly uploadMs: number;
  readonly readMs: number;
  /** From the decision until every order has its entries. */
  readonly commitMs: number;
  readonly copyMs: number;
  readonly workerPeakBytes: number;
  readonly serverPeakBytes: number;
}

interface Shown {
  readonly state: string;
  readonly fault: { readonly detail: string } | null;
  readonly progress: { readonly ordersTold: number };
}

/** One format after the other, each for a shop and processes of its own. */
export async function measureImport(installation: Installation, format: ExportFormat, rows: number): Promise<ImportRun> {
  const server = await startServerProcess(installation, { CUNBO_ROLE: 'api' });
  const worker = startWorkerProcess(installation);
  try {
    const shopId = await openShop(server);
    const file = await exportFile(format, rows);
    const startedAt = performance.now();
    const id = await upload(installation, server, shopId, file, format);
    const uploadMs = performance.now() - startedAt;
    const preview = await reached(server, id, 'preview');
    if (preview.progress.ordersTold !== rows) throw new Error(`Of ${rows} orders ${preview.progress.ordersTold} can be counted.`);
    const readMs = performance.now() - startedAt - uploadMs;
    const decidedAt = performance.now();
    await server.create(`/api/v1/imports/${id}/commit`, {});
    await untilPosted(installation, rows);
    const commitMs = performance.now() - decidedAt;
    await reached(server, id, 'applied');
    await untilFolded(installation);
    const [workerPeakBytes, serverPeakBytes] = [peakOf(worker.pid), peakOf(server.pid)];
    const copyMs = await copyAgain(installation, rows);
    return { format, rows, bytes: file.length, uploadMs, readMs, commitMs, copyMs, workerPeakBytes, serverPeakBytes };
  } finally {
    await worker.stop();
    await server.stop();
  }
}

async function openShop(server: ServerProcess): Promise<string> {
  const merchant = { name: '荞麦合作社', kind: 'cooperative', divisionCode: '140681' };
  const { id: merchantId } = (await server.create('/api/v1/merchants', merchant)) as { id: string };
  const credentials = { appKey: '6844048284663924231', appSecret: '749698a6-fcb3-4358-b241-ec1d93cf9c1f' };
  const shop = { merchantId, platform: 'douyin', name: '抖店', credentials };
  return ((await server.create('/api/v1/shops', shop)) as { id: string }).id;
}

async function upload(
  installation: Installation,
  { port }: ServerProcess,
  shopId: string,
  file: Buffer,
  format: ExportFormat,
): Promise<string> {
  const { FIRST_ADMINISTRATOR, SignIn } = await built('modules/accounts/index.js');
  const token = await installation.services.get(SignIn).createToken(FIRST_ADMINISTRATOR, 'bench-upload', null);
  const form = new FormData();
  form.append('shopId', shopId);
  form.append('file', new Blob([new Uint8Array(file)]), `orders.${format}`);
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  const body = (await answer.json()) as { id: string };
  if (!answer.ok) throw new Error(`The upload was answered ${answer.status}: ${JSON.stringify(body)}`);
  return body.id;
}

async function reached(server: ServerProcess, id: string, wanted: string): Promise<Shown> {
  return within(async () => {
    const shown = JSON.parse(await server.ask(`/api/v1/imports/${id}`)) as Shown;
    if (shown.state === 'failed') throw new Error(`The import failed: ${shown.fault?.detail ?? ''}`);
    return shown.state === wanted ? shown : null;
  });
}

async function untilPosted({ admin }: Installation, orders: number): Promise<void> {
  await within(async () => {
    const { rows } = await admin.query<{ is_done: boolean }>(
      `select not exists (select from inbox_todo) and not exists (select from order_todo) and not exists (select from file_import where state = 'committing')
              and (select count(*) from (select from sales_order limit $1) o) = $1 as is_done`,
      [orders],
    );
    return rows[0]?.is_done === true ? true : null;
  });
}

async function untilFolded({ admin }: Installation): Promise<void> {
  await within(async () => ((await admin.query<{ waits: boolean }>(benchSql('sql/is-waiting'))).rows[0]?.waits === false ? true : null));
}

async function within<Result>(look: () => Promise<Result | null>): Promise<Result> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const result = await look();
    if (result !== null) return result;
    await sleep(50);
  }
  throw new Error('The workers did not come to an end.');
}

/** The rows as they stand, written to files, taken out, and read in again by COPY, indexes and all; then the tables are emptied. */
async function copyAgain({ admin }: Installation, rows: number): Promise<number> {
  const directory = await mkdtemp(join(tmpdir(), 'cunbo-copy-'));
  // PostgreSQL writes there, and is another user.
  await chmod(directory, 0o777);
  for (const table of TABLES) await admin.query(`copy ${sourceOf(table)} to '${directory}/${table}.copy' (format binary)`);
  await admin.query(`truncate ${[...TABLES, 'order_refund'].join(', ')} cascade`);
  const startedAt = performance.now();
  for (const table of TABLES) await admin.query(`copy ${table} from '${directory}/${table}.copy' (format binary)`);
  const ms = performance.now() - startedAt;
  const { rows: counted } = await admin.query<{ count: number }>('select count(*)::int as count from sales_order');
  if (counted[0]?.count !== rows) throw new Error(`COPY brought ${counted[0]?.count ?? 0} of ${rows} orders.`);
  await admin.query(`truncate ${TABLES.join(', ')} cascade`);
  await rm(directory, { recursive: true });
  return ms;
}

/** A partitioned table is no source of COPY. */
function sourceOf(table: string): string {
  return table === 'inbox_payload' ? '(select * from inbox_payload)' : table;
}

function peakOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
}
