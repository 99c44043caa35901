// Measures folding and rankings against the plain SQL they stand for, on a database of its own: npm run bench -- [--lines 100000]
import { raceFolds } from './fold-race.ts';
import { createInstallation, type Installation } from './installation.ts';
import { fillLedger } from './ledger.ts';
import { describeMachine } from './machine.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { raceRankings } from './ranking-race.ts';
import { dataReport, foldReport, rankingReport } from './report.ts';
import { tableSizes } from './sizes.ts';

async function bench(installation: Installation, { lines, rounds, requests, seed }: BenchOptions): Promise<void> {
  const { admin } = installation;
  print([
    `command    npm run bench -- --lines ${lines} --rounds ${rounds} --requests ${requests} --seed ${seed}`,
    ...(await describeMachine(admin)),
  ]);
  progress(`filling the ledger with ${lines} order lines …`);
  const filled = await fillLedger(installation, lines, seed);
  progress(`folding, ${rounds} rounds …`);
  const folds = await raceFolds(installation, rounds);
  await admin.query('vacuum analyze');
  print([...dataReport(lines, filled, await tableSizes(admin)), '', ...foldReport(lines, folds), '']);
  progress(`ranking, ${requests} requests of each kind …`);
  print(rankingReport(await raceRankings(installation, requests)));
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ctrl-C leaves neither a server nor files behind. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const startedAt = performance.now();
  progress('starting a database …');
  const installation = await createInstallation();
  const stopped = new Promise<never>((_, reject) => process.once('SIGINT', () => reject(new Error('Stopped.'))));
  try {
    await Promise.race([bench(installation, options), stopped]);
  } finally {
    await installation.close();
  }
  progress(`took ${Math.round((performance.now() - startedAt) / 1000)} s`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
