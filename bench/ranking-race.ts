// Rankings over HTTP, without any cache, by one client; the product's statement alone; and what would answer the same without rollups.
import type { RankingDto } from '../src/modules/rankings/ranking.dto.js';
import { type Baseline, type Baselines, prepareBaselines, type RankedRow } from './baselines.ts';
import type { Installation } from './installation.ts';
import { timed } from './numbers.ts';
import { pathOf, type Question, questions, SHORT } from './questions.ts';
import { rankingStatement } from './ranking-statement.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const WARM_UPS = 30;
/** What is slow is run less often: this long, but a few times at least. */
const LIMIT_MS = 60_000;
const BASELINE_LIMIT_MS = 10_000;
const LEAST_RUNS = 3;

export interface Timing {
  readonly name: string;
  readonly ms: readonly number[];
}

export interface RankingRace {
  readonly question: Question;
  readonly members: number;
  /** Over HTTP first, then the statement alone, then the baselines. */
  readonly timings: readonly Timing[];
}

export interface RankingRaces {
  readonly races: readonly RankingRace[];
  readonly prepared: Baselines['prepared'];
}

export async function raceRankings(installation: Installation, requests: number, isShort: boolean): Promise<RankingRaces> {
  const baselines = await prepareBaselines(installation, isShort);
  const server = await startServerProcess(installation);
  try {
    const asked = (await questions(installation.admin)).filter(({ name }) => !isShort || SHORT.includes(name));
    const races: RankingRace[] = [];
    for (const question of asked) {
      process.stderr.write(`  ${question.name} …\n`);
      races.push(await race(installation, server, question, requests, baselines.contenders));
    }
    return { races, prepared: baselines.prepared };
  } finally {
    await server.stop();
    await baselines.close();
  }
}

async function race(
  installation: Installation,
  server: ServerProcess,
  question: Question,
  requests: number,
  baselines: readonly Baseline[],
): Promise<RankingRace> {
  const path = pathOf(question);
  const answer = JSON.parse(await server.ask(path)) as RankingDto;
  const { within, from, to, limit } = question;
  const parameters = [within, from, to, answer.comparedRange?.from, answer.comparedRange?.to, limit];
  const statement = await rankingStatement(installation, question, answer.comparedRange);
  await repeat(WARM_UPS, LIMIT_MS, () => server.ask(path));
  const timings = [{ name: 'HTTP', ms: await repeat(requests, LIMIT_MS, () => server.ask(path)) }];
  await repeat(WARM_UPS, LIMIT_MS, statement);
  timings.push({ name: 'statement alone', ms: await repeat(requests, LIMIT_MS, statement, (run) => run.statementMs) });
  for (const { name, run } of baselines) {
    requireSameAnswer(question, name, answer, await run(question, parameters));
    timings.push({ name, ms: await repeat(requests, BASELINE_LIMIT_MS, () => run(question, parameters)) });
  }
  return { question, members: answer.items.length, timings };
}

async function repeat<Result>(
  count: number,
  limitMs: number,
  run: () => Promise<Result>,
  measured?: (result: Result) => number,
): Promise<number[]> {
  const ms: number[] = [];
  const deadline = performance.now() + limitMs;
  while (ms.length < count && (ms.length < LEAST_RUNS || performance.now() < deadline)) {
    const results: Result[] = [];
    const took = await timed(async () => results.push(await run()));
    const [result] = results;
    ms.push(measured === undefined || result === undefined ? took : measured(result));
  }
  return ms;
}

/** A race between different answers would say nothing. */
function requireSameAnswer(question: Question, name: string, answer: RankingDto, rows: readonly RankedRow[]): void {
  const ours = answer.items.map((item) => [item.id, item.paidFen, item.refundedFen, item.netFen, item.orders, item.previousRank].join(' '));
  const theirs = rows.map((row) => [row.id, row.paid_fen, row.refunded_fen, row.net_fen, row.orders, row.previous_rank].join(' '));
  const at = ours.findIndex((line, index) => line !== theirs[index]);
  if (ours.length === theirs.length && at === -1) return;
  throw new Error(
    `${question.name}: ${name} answers ${theirs.length} rows, the ranking ${ours.length}; first difference: ${ours[at]} and ${theirs[at]}`,
  );
}
