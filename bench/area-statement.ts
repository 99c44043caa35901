import { built } from './product.ts';
import type { Question } from './questions.ts';
import { readOf } from './ranking-statement.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** The ranking's own statement with its parameters, for running it in another setting or explaining it. */
export async function areaStatement(question: Question): Promise<Statement> {
  const { comparedRange } = await built('modules/rankings/compared-range.js');
  const { rankingStatement } = await built('modules/rankings/ranking.repository.js');
  const { within, from, to } = question;
  const level = within === '' ? 'all' : within.length === 4 ? 'city' : 'county';
  return rankingStatement(readOf(question, { code: within, level, prefixes: [within] }, comparedRange({ from, to }, 'yoy', to)));
}
