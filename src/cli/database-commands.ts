import type { Command } from 'commander';
import { rebuildRollups, Verification, type VerificationReport } from '../modules/revenue/index.js';
import { type OutputOptions, print, withInstallation, withServices } from './command-context.js';
import { textTable } from './text-table.js';

const SHOWN_DIFFERENCES = 50;

export function addDatabaseCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the database schema up to date (roles, tables, queue schema)')
    .option('--json', 'machine-readable output')
    .action((options: OutputOptions) => migrate(options));
  program
    .command('verify')
    .description('recompute everything from the ledger beside the running system; exit code 1 and a table if anything differs')
    .option('--json', 'machine-readable output')
    .action((options: OutputOptions) => verify(options));
  program
    .command('rebuild')
    .description('make all rollups anew from the entries and swap them in; folding and reading go on, an interrupted rebuild is carried on')
    .option('--json', 'machine-readable output')
    .action((options: OutputOptions) => rebuild(options));
}

async function migrate(options: OutputOptions): Promise<void> {
  const report = await withInstallation(({ installation }) => installation.migrate());
  print(report, options, report.applied.length === 0 ? 'The schema is up to date.' : `Applied: ${report.applied.join(', ')}.`);
}

async function verify(options: OutputOptions): Promise<void> {
  const report = await withServices((app) => app.get(Verification).verify());
  print(report, options, describe(report));
  if (report.differences.length > 0) process.exitCode = 1;
}

async function rebuild(options: OutputOptions): Promise<void> {
  const report = await withServices((_app, { installation }) => rebuildRollups(installation.access));
  const cells = Object.entries(report.cells).map(([table, count]) => `${table} ${count} cells`);
  print(
    report,
    options,
    `${report.isResumed ? 'Carried on and rebuilt' : 'Rebuilt'}: ${cells.join(', ')}; ${report.caughtUp} entries that came meanwhile.`,
  );
}

function describe({ orders, entries, pendingEntries, horizon, differences }: VerificationReport): string {
  const checked = `${orders} orders and ${entries} entries checked (${pendingEntries} entries still to be folded; ${horizonText(horizon)})`;
  if (differences.length === 0) return `${checked}: zero differences.`;
  const rows = differences.slice(0, SHOWN_DIFFERENCES).map(({ check, cell, expected, found }) => [check, cell, expected, found]);
  const more = differences.length > SHOWN_DIFFERENCES ? `\n… and ${differences.length - SHOWN_DIFFERENCES} more` : '';
  return `${checked}: ${differences.length} differences.\n${textTable(['check', 'cell', 'expected', 'found'], rows)}${more}`;
}

function horizonText({ retiredOrders, recomputableFrom }: VerificationReport['horizon']): string {
  if (retiredOrders === 0) return 'no order was retired: everything is recomputed';
  const days = recomputableFrom === null ? 'all pay days are' : `pay days from ${recomputableFrom} on are`;
  return `${days} recomputed in full; the entries of ${retiredOrders} retired orders compared with what they were`;
}
