// The statement behind a ranking, run as the service runs it: as the application, in a snapshot, under row-level security.
import type { DayRange } from '../src/kernel/business-day.js';
import type { Area, RankingRead } from '../src/modules/rankings/ranking.repository.js';
import type { Installation } from './installation.ts';
import { built } from './product.ts';
import type { Question } from './questions.ts';

const MEMBER_LEVELS = { counties: 'county', villages: 'village', merchants: null } as const;

export interface StatementRun {
  readonly statementMs: number;
}

export async function rankingStatement(
  { services }: Installation,
  question: Question,
  comparedRange: DayRange | null,
): Promise<() => Promise<StatementRun>> {
  const { Database, operator } = await built('platform/database/index.js');
  const { RankingRepository } = await built('modules/rankings/ranking.repository.js');
  const database = services.get(Database);
  const repository = new RankingRepository();
  const within = await database.snapshot(operator('bench'), (tx) => repository.findArea(tx, question.within));
  const read = readOf(question, within ?? { code: '', level: 'all', prefixes: [''] }, comparedRange);
  return () =>
    database.snapshot(operator('bench'), async (tx) => {
      const startedAt = performance.now();
      await repository.rank(tx, read);
      return { statementMs: performance.now() - startedAt };
    });
}

export function readOf(question: Question, within: Area, comparedRange: DayRange | null): RankingRead {
  return {
    subject: question.subject,
    memberLevel: MEMBER_LEVELS[question.subject],
    basis: question.basis,
    within,
    range: { from: question.from, to: question.to },
    comparedRange,
    category: null,
    platform: null,
    map: 'as-was',
    refundView: 'cash',
    sees: 'all',
    measure: 'net',
    after: null,
    count: question.limit + 1,
  };
}
