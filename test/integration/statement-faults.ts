import type { DataSource, QueryRunner } from 'typeorm';

/** What goes wrong: the session ends and the error is the caller's, or the transaction is rolled back and run again at once. */
export const FAULTS = ['the connection is lost', 'a deadlock is reported'] as const;
export type Fault = (typeof FAULTS)[number];

const RAISE: Readonly<Record<Fault, string>> = {
  'the connection is lost': 'select pg_terminate_backend(pg_backend_pid())',
  'a deadlock is reported': `do $$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $$`,
};

type RunQuery = QueryRunner['query'];

interface Connection {
  query(...given: unknown[]): Promise<unknown>;
}

function isNamed(statement: unknown): statement is { readonly text: string } {
  return typeof statement === 'object' && statement !== null && 'text' in statement;
}

/** Makes the n-th statement of these connections end in an error after it was executed; a COMMIT counts twice: before and after. */
export class StatementFaults {
  private left = 0;
  private fault: Fault = FAULTS[0];
  private struck: string | null = null;

  constructor(sources: readonly DataSource[]) {
    for (const source of sources) {
      const create = source.createQueryRunner.bind(source);
      source.createQueryRunner = (mode) => this.watch(create(mode));
    }
  }

  arm(statement: number, fault: Fault): void {
    this.left = statement;
    this.fault = fault;
    this.struck = null;
  }

  /** Where it struck; null when there were fewer statements. */
  disarm(): string | null {
    this.left = 0;
    return this.struck;
  }

  private watch(runner: QueryRunner): QueryRunner {
    const run = runner.query.bind(runner);
    runner.query = async (sql: string, parameters?: unknown[], isStructured?: boolean): Promise<never> => {
      const isCommit = sql === 'COMMIT';
      if (isCommit) await this.strikeIfDue(run, 'before COMMIT');
      const answer: unknown = await (run as (...given: unknown[]) => Promise<unknown>)(sql, parameters, isStructured);
      // A transaction that is committed cannot deadlock any more.
      if (sql !== 'ROLLBACK' && !(isCommit && this.fault === 'a deadlock is reported')) await this.strikeIfDue(run, `after ${sql}`);
      return answer as never;
    };
    this.watchNamed(runner, run);
    return runner;
  }

  /** Statements that the server keeps by name go past the ORM. */
  private watchNamed(runner: QueryRunner, run: RunQuery): void {
    const connect = runner.connect.bind(runner);
    runner.connect = async (): Promise<unknown> => {
      const connection = (await connect()) as Connection;
      const query = async (statement: unknown, ...more: unknown[]): Promise<unknown> => {
        const answer = await connection.query(statement, ...more);
        if (isNamed(statement)) await this.strikeIfDue(run, `after ${statement.text}`);
        return answer;
      };
      return new Proxy(connection, { get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name, target) as unknown)) });
    };
  }

  private async strikeIfDue(run: RunQuery, place: string): Promise<void> {
    if (this.left === 0) return;
    this.left -= 1;
    if (this.left > 0) return;
    this.struck = place.slice(0, 120);
    await run(RAISE[this.fault]);
    throw new Error('The fault did not strike.');
  }
}
