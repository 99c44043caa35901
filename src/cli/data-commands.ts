import type { Command } from 'commander';
import { DivisionImport, readRegisterFiles } from '../modules/divisions/index.js';
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
