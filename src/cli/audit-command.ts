import type { Command } from 'commander';
import { type AuditReport, AuditVerification, parseAnchor } from '../modules/audit/index.js';
import { type OutputOptions, print, withServices } from './command-context.js';
import { textTable } from './text-table.js';

interface VerifyOptions extends OutputOptions {
  readonly fromAnchor?: string;
}

const SHOWN_DIFFERENCES = 50;

const MEANINGS: Readonly<Record<AuditReport['differences'][number]['kind'], string>> = {
  'event-missing': 'the event was removed',
  'event-changed': 'the event is not what was sealed',
  'event-added': 'the event was not written by the record: it has no seal and waits for none',
  'event-backdated': 'the event claims to be older than those before it: it was added later',
  'seal-missing': 'the seal was removed',
  'seal-changed': 'the seal does not follow from the one before: it was changed, or what is before it was written anew',
  'anchor-not-in-chain': 'the chain does not hold what was noted: it was rewritten or cut off',
};

export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').description('the record of who did what');
  audit
    .command('verify')
    .description('recompute the chain of hashes over the record of who did what; exit code 1 if anything was changed, removed or added')
    .option('--from-anchor <position:hash>', 'also check that the chain still holds what an earlier run printed')
    .option('--json', 'machine-readable output')
    .action((options: VerifyOptions) => verify(options));
}

async function verify(options: VerifyOptions): Promise<void> {
  const anchor = options.fromAnchor === undefined ? null : parseAnchor(options.fromAnchor);
  const report = await withServices((app) => app.get(AuditVerification).verify(anchor));
  print(report, options, describe(report));
  if (report.differences.length > 0) process.exitCode = 1;
}

function describe({ sealed, unsealed, last, differences }: AuditReport): string {
  const open = unsealed.count === 0 ? '' : `, ${unsealed.count} not sealed yet (the oldest of ${unsealed.since})`;
  const rows = differences
    .slice(0, SHOWN_DIFFERENCES)
    .map(({ kind, position, eventId }) => [position ?? '', eventId ?? '', kind, MEANINGS[kind]]);
  const more = differences.length > SHOWN_DIFFERENCES ? [`… and ${differences.length - SHOWN_DIFFERENCES} more`] : [];
  return [
    `${sealed} sealed events checked${open}: ${differences.length === 0 ? 'zero' : differences.length} differences.`,
    ...(rows.length === 0 ? [] : [textTable(['position', 'event', 'what', 'meaning'], rows)]),
    ...more,
    ...(last === null ? [] : [`Anchor, to be noted elsewhere: ${last.position}:${last.hash}`]),
  ].join('\n');
}
