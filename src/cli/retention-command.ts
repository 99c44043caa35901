import type { Command } from 'commander';
import { type RetentionPreview, RetentionPreviews, RetentionSweep, type SweepReport } from '../modules/retention/index.js';
import { type OutputOptions, print, withServices } from './command-context.js';

interface RetentionOptions extends OutputOptions {
  readonly dryRun?: boolean;
}

export function addRetentionCommand(program: Command): void {
  program
    .command('retention')
    .description('delete orders and message bodies that are older than the retention policy says, now and beside the running system')
    .option('--dry-run', 'only tell what would go')
    .option('--json', 'machine-readable output')
    .action((options: RetentionOptions) => (options.dryRun === true ? preview(options) : sweep(options)));
}

async function preview(options: OutputOptions): Promise<void> {
  const found = await withServices((app) => app.get(RetentionPreviews).preview());
  print(found, options, describePreview(found));
}

async function sweep(options: OutputOptions): Promise<void> {
  const report = await withServices((app) => app.get(RetentionSweep).sweepAgain());
  print(report, options, describeSweep(report));
  if (report.state !== 'finished') process.exitCode = 1;
}

function describePreview({ day, orders, heldOrders, settledFrom, settledTo, payloadDays }: RetentionPreview): string {
  const span = orders === 0 ? '' : `, last heard of from ${settledFrom} to ${settledTo}`;
  const bodies = payloadDays.filter(({ gone }) => gone > 0);
  const kept = payloadDays.reduce((sum, one) => sum + one.kept, 0);
  return [
    `On ${day} would go: ${orders} orders${span} (${heldOrders} more are old enough and held).`,
    `Bodies of ${bodies.length} days would go (${kept} old bodies are held or undecided and stay).`,
    ...bodies.map(({ day: received, isPartition, gone }) => `  ${received}  ${gone} bodies${isPartition ? ', with their partition' : ''}`),
  ].join('\n');
}

function describeSweep({ day, state, orders, payloadDays, payloads }: SweepReport): string {
  const done = `${day}: ${orders} orders retired, ${payloads} bodies deleted (${payloadDays} days dropped whole).`;
  if (state === 'finished') return done;
  return `${done} Not finished: register changes are still to be marked, or somebody is reading the bodies. Run it again, or leave it to the schedule.`;
}
