import { type ImportRun, measureImport } from './imports.ts';
import type { Installation } from './installation.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { thousands } from './report.ts';
import { writeResult } from './result-file.ts';

/** A million rows are measured as CSV only: no spreadsheet holds as many. */
const MOST_ROWS_OF_A_SHEET = 1_000_000;
const MEGA = 1_024 * 1_024;

export async function runImports(installation: Installation, { rows }: BenchOptions): Promise<void> {
  const text = [
    `date       ${new Date().toISOString().slice(0, 16)} UTC`,
    `command    npm run bench -- imports --rows ${rows}`,
    ...(await describeMachine(installation.admin)),
  ];
  for (const format of rows < MOST_ROWS_OF_A_SHEET ? (['csv', 'xlsx'] as const) : (['csv'] as const)) {
    process.stderr.write(`${format}, ${thousands(rows)} rows …\n`);
    const part = reportOf(await measureImport(installation, format, rows));
    process.stderr.write(`${part.join('\n')}\n`);
    text.push('', ...part);
  }
  process.stdout.write(`${text.join('\n')}\n`);
  await writeResult(rows === 100_000 ? 'imports' : `imports-${rows}`, 'bench/imports: a file from the upload to its entries', text);
}

function reportOf({ format, rows, bytes, uploadMs, readMs, commitMs, copyMs, workerPeakBytes, serverPeakBytes }: ImportRun): string[] {
  const wholeMs = uploadMs + readMs + commitMs;
  const perSecond = (ms: number): string => thousands((rows / ms) * 1_000);
  return [
    `${format}, ${thousands(rows)} rows, ${(bytes / MEGA).toFixed(1)} MB, an order each`,
    `  upload                ${(uploadMs / 1_000).toFixed(1)} s`,
    `  read to the preview   ${(readMs / 1_000).toFixed(1)} s   ${perSecond(readMs)} rows/s`,
    `  commit to entries     ${(commitMs / 1_000).toFixed(1)} s   ${perSecond(commitMs)} rows/s`,
    `  all of it             ${(wholeMs / 1_000).toFixed(1)} s   ${perSecond(wholeMs)} rows/s`,
    `  COPY                  ${(copyMs / 1_000).toFixed(1)} s   ${perSecond(copyMs)} rows/s`,
    `  of COPY               ${(copyMs / wholeMs).toFixed(3)}      (wanted: 0.2)`,
    `  peak of the worker    ${Math.round(workerPeakBytes / MEGA)} MB     (wanted: at most 300 MB)`,
    `  peak of the server    ${Math.round(serverPeakBytes / MEGA)} MB`,
  ];
}
