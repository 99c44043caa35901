// Measures the ledger against the plain SQL it stands for, on a database of its own:
//   npm run bench -- [--lines 100000]                                       fold and one ranking
//   npm run bench -- revenue --lines 100000|1000000|10000000 [--explain]    everything, and bench/results/revenue-<lines>.md
//   npm run bench -- intake [--connections 50,200,500] [--rounds 5]         the door, and bench/results/intake.md
//   npm run bench -- intake --end-to-end [--rate 2000] [--seconds 120]      from the door to the ranking
//   npm run bench -- walls [--lines 100000] [--requests 200]                what the two walls cost a ranking, and bench/results/walls.md
//   npm run bench -- pages [--rounds 5]                                     what the ranking's and the clerk's page weigh, and bench/results/pages.md (Chromium)
//   npm run bench -- imports [--rows 100000]                                files from the upload to entries, and bench/results/imports.md
// With --keep <directory> the database stays there and the next run finds it; with --only rankings,fold it measures just that.
import { createInstallation } from './installation.ts';
import { runImports } from './imports-suite.ts';
import { runIntake } from './intake-suite.ts';
import { readOptions } from './options.ts';
import { runPages, runShort, runRevenue, runWalls } from './suites.ts';

const SUITES = { short: runShort, revenue: runRevenue, intake: runIntake, walls: runWalls, pages: runPages, imports: runImports };

/** Ctrl-C leaves neither a server nor files behind. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const startedAt = performance.now();
  process.stderr.write('starting a database …\n');
  const installation = await createInstallation(options.keep);
  const stopped = new Promise<never>((_, reject) => process.once('SIGINT', () => reject(new Error('Stopped.'))));
  try {
    await Promise.race([SUITES[options.suite](installation, options), stopped]);
  } finally {
    await installation.close();
  }
  process.stderr.write(`took ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
    process.exit(1);
  },
);
