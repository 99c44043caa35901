import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { DivisionImport, DivisionSuccession, readRegisterFiles, readSuccessionFile } from '../modules/divisions/index.js';
import { RateTable, readRateFile } from '../modules/exchange-rates/index.js';
import { rebuildRollups } from '../modules/revenue/index.js';
import { Database, operator } from '../platform/database/index.js';
import { type OutputOptions, print, withServices } from './command-context.js';

interface ImportOptions extends OutputOptions {
  readonly aliases?: string;
}

export function addDataCommands(program: Command): void {
  program
    .command('import-divisions')
    .description('import a province’s register of divisions (code<TAB>name) with its manifest; the same files change nothing')
    .argument('<tsv>', 'the list')
    .argument('<manifest>', 'JSON: provinceCode, source, asOf, sha256, zones')
    .option('--aliases <file>', 'JSON: former and other names')
    .option('--json', 'machine-readable output')
    .action((tsv: string, manifest: string, options: ImportOptions) => importDivisions(tsv, manifest, options));

  program
    .command('import-succession')
    .description('record what became of abolished, renamed, moved, merged and split divisions; the same file changes nothing')
    .argument(
      '<tsv>',
      'with a first line: code successor_code kind valid_from is_main note; a line with nothing but a code takes back what was said of it',
    )
    .option('--json', 'machine-readable output')
    .action((tsv: string, options: OutputOptions) => importSuccession(tsv, options));

  program
    .command('import-rates')
    .description('import exchange rates, by which orders in other currencies are converted; the same file changes nothing')
    .argument('<csv>', 'with a first line that names currency, day and yuan_per_unit, such as USD,2026-11-20,7.0899')
    .option('--json', 'machine-readable output')
    .action((csv: string, options: OutputOptions) => importRates(csv, options));
}

async function importRates(csv: string, options: OutputOptions): Promise<void> {
  const rates = readRateFile(readFileSync(csv, 'utf8'));
  const report = await withServices((app) =>
    app.get(Database).transaction(operator('import-rates'), (tx) => app.get(RateTable).save(tx, rates, 'import-rates')),
  );
  print(
    report,
    options,
    `${report.changed} rates are new or changed, ${report.unchanged} were known. Orders they concern follow within seconds.`,
  );
}

async function importDivisions(tsv: string, manifest: string, options: ImportOptions): Promise<void> {
  const files = readRegisterFiles(tsv, manifest, options.aliases ?? null);
  const report = await withServices(async (app, { installation }) => {
    const imported = await app.get(Database).transaction(operator('import-divisions'), (tx) => app.get(DivisionImport).run(tx, files));
    if (imported.rebuildNeeded) await rebuildRollups(installation.access);
    return imported;
  });
  print(
    report,
    options,
    `${report.imported} rows imported, ${report.unchanged} unchanged, ${report.retired} retired${report.rebuildNeeded ? '; rollups rebuilt' : ''}.`,
  );
}

async function importSuccession(tsv: string, options: OutputOptions): Promise<void> {
  const file = readSuccessionFile(tsv);
  const report = await withServices((app) =>
    app.get(Database).transaction(operator('import-succession'), (tx) => app.get(DivisionSuccession).import(tx, file)),
  );
  print(
    report,
    options,
    `${report.imported} lines imported, ${report.unchanged} unchanged, ${report.withdrawn} earlier ones withdrawn; ` +
      `${report.moved} codes are others on today's map, ${report.withoutSuccessor} left the register without a successor.`,
  );
}
