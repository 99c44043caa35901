// Rankings over HTTP, without any cache, beside the GROUP BY over order lines that would answer the same question, in turns.
import type pg from 'pg';
import type { RankingDto } from '../src/modules/rankings/ranking.dto.js';
import { benchSql } from './bench-sql.ts';
import type { Installation } from './installation.ts';
import { timed } from './numbers.ts';
import { LAST_DAY } from './order-history.ts';
import { built } from './product.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

const GROUP_BYS = [
  ['GROUP BY over the order tables', benchSql('group-by-order-lines')],
  ['GROUP BY over a flat copy', benchSql('group-by-flat-lines')],
] as const;
const WARM_UPS = 50;
const TURN = 25;

interface Question {
  readonly name: string;
  readonly subject: 'counties' | 'townships' | 'villages';
  readonly days: number;
  readonly within: string;
}

const DIGITS = { counties: 6, townships: 9, villages: 12 };

export interface RankingRace {
  readonly question: string;
  readonly members: number;
  /** The product comes first, then what it is compared with. */
  readonly contenders: readonly { readonly name: string; readonly ms: readonly number[] }[];
}

export async function raceRankings(installation: Installation, requests: number): Promise<RankingRace[]> {
  const { admin } = installation;
  await admin.query(benchSql('prepare-group-by'));
  await admin.query('vacuum analyze');
  const server = await startServerProcess(installation);
  try {
    const races: RankingRace[] = [];
    for (const question of await questions(admin)) races.push(await race(server, admin, question, requests));
    return races;
  } finally {
    await server.stop();
  }
}

/** The county is the one that sold most. */
async function questions(admin: pg.Client): Promise<Question[]> {
  const { rows } = await admin.query<{ code: string; name: string }>(
    `select code, display_name as name from division
     where code = (select area_code from rollup_area where basis = 'origin' and level = 'county' and not is_loose
                   group by area_code order by sum(paid_fen) desc limit 1)`,
  );
  const { code, name } = rows[0]!;
  return [
    { name: 'counties, 30 days', subject: 'counties', days: 30, within: '' },
    { name: 'counties, 1 day', subject: 'counties', days: 1, within: '' },
    { name: `townships of ${name}, 30 days`, subject: 'townships', days: 30, within: code },
    { name: `villages of ${name}, 30 days`, subject: 'villages', days: 30, within: code },
  ];
}

async function race(server: ServerProcess, admin: pg.Client, question: Question, requests: number): Promise<RankingRace> {
  const path = await pathOf(question);
  const answer = JSON.parse(await server.ask(path)) as RankingDto;
  const parameters = groupByParameters(question, answer);
  for (const [, statement] of GROUP_BYS) requireSameAnswer(answer, (await admin.query<AreaRow>(statement, parameters)).rows);
  const contenders = [
    { name: 'product, over HTTP', ms: [], run: () => server.ask(path) },
    ...GROUP_BYS.map(([name, statement]) => ({ name, ms: [], run: () => admin.query(statement, parameters) })),
  ];
  for (const { run } of contenders) await repeat(WARM_UPS, run, []);
  for (let done = 0; done < requests; done += TURN) {
    for (const { run, ms } of contenders) await repeat(Math.min(TURN, requests - done), run, ms);
  }
  return { question: question.name, members: answer.items.length, contenders };
}

async function repeat(count: number, run: () => Promise<unknown>, ms: number[]): Promise<void> {
  for (let index = 0; index < count; index += 1) ms.push(await timed(run));
}

async function pathOf({ subject, days, within }: Question): Promise<string> {
  const { addDays } = await built('kernel/business-day.js');
  const query = new URLSearchParams({ from: addDays(LAST_DAY, 1 - days), to: LAST_DAY, limit: '500' });
  if (within !== '') query.set('within', within);
  return `/api/v1/rankings/${subject}?${query.toString()}`;
}

function groupByParameters({ subject, within }: Question, { range, comparedRange }: RankingDto): unknown[] {
  return [DIGITS[subject], within, range.from, range.to, comparedRange?.from, comparedRange?.to];
}

interface AreaRow {
  readonly area: string;
  readonly is_now: boolean;
  readonly paid_fen: string;
  readonly refunded_fen: string;
  readonly net_fen: string;
  readonly orders: string;
}

/** A race between different answers would say nothing. */
function requireSameAnswer(answer: RankingDto, rows: readonly AreaRow[]): void {
  const ranked = answer.items.map((item) => [item.id, item.paidFen, item.refundedFen, item.netFen, item.orders].join(' '));
  const grouped = rows
    .filter((row) => row.is_now)
    .map((row) => [row.area, row.paid_fen, row.refunded_fen, row.net_fen, row.orders].join(' '));
  if (ranked.sort().join('\n') !== grouped.sort().join('\n'))
    throw new Error(`The ranking\n${ranked.join('\n')}\ndiffers from the GROUP BY\n${grouped.join('\n')}`);
}
