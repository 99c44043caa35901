import { Inject, Injectable, Optional } from '@nestjs/common';
import { DataSource, type QueryRunner, QueryFailedError } from 'typeorm';
import { APP_CONNECTION, surviveBrokenConnections, WORKER_CONNECTION } from './connections.js';
import { type Principal, type Scope, settingsOf } from './principal.js';
import { type NamedStatements, ROLLUP_SET, Tx } from './tx.js';

const SET_PRINCIPAL = `select set_config('cunbo.scope', $1, true), set_config('cunbo.merchant_ids', $2, true),
  set_config('cunbo.division_prefix', $3, true), set_config('cunbo.account_id', $4, true), set_config('transaction_read_only', $5, true),
  set_config('cunbo.actor', $6, true), set_config('cunbo.host_ids', $7, true)`;
/** In this order: who may not see the current set is asked for after it is said who is asking. */
const SET_PRINCIPAL_AND_ROLLUPS = `${SET_PRINCIPAL}, ${ROLLUP_SET}`;
/** Who signs in or delivers a message has no business with rollups. */
const WITHOUT_ROLLUPS: readonly Scope['kind'][] = ['door', 'sign-in'];
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const MAX_ATTEMPTS = 4;

type Isolation = 'READ COMMITTED' | 'REPEATABLE READ';

/**
 * The only way to the database: a transaction for a principal. Workers get the worker role, everybody else the
 * application role; row-level security applies to both. Work may run again after a deadlock or serialization failure,
 * so it must have no effect outside the transaction (register hints with tx.afterCommit).
 */
@Injectable()
export class Database {
  constructor(
    @Inject(APP_CONNECTION) private readonly app: DataSource,
    @Optional() @Inject(WORKER_CONNECTION) private readonly background: DataSource | null = null,
  ) {
    for (const source of [app, background]) if (source !== null) surviveBrokenConnections(source);
  }

  transaction<Result>(principal: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return repeated(() => this.once(principal, 'READ COMMITTED', work));
  }

  /** One snapshot for all statements of a reader; writes are refused by the server. */
  snapshot<Result>(principal: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return repeated(() => this.once(principal, 'REPEATABLE READ', work));
  }

  /**
   * One statement, by name, which is a transaction of its own: without the round trips of beginning, saying for whom, and committing. It must
   * itself say for whom it runs, or row-level security lets it see and write nothing.
   */
  statement<Result>(principal: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return repeated(() => this.alone(principal, work));
  }

  private async alone<Result>(principal: Principal, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const runner = this.connectionOf(principal).createQueryRunner();
    try {
      const connection = (await runner.connect()) as NamedStatements;
      const tx = new Tx(runner.manager, connection, principal);
      const result = await work(tx);
      tx.committed();
      return result;
    } catch (error) {
      // A connection that breaks first refuses the statement: given back before it has ended, the pool would hand it out once more.
      await runner.query('select 1').catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async once<Result>(principal: Principal, isolation: Isolation, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const runner = this.connectionOf(principal).createQueryRunner();
    try {
      const connection = await begin(runner, isolation, principal);
      const tx = new Tx(runner.manager, connection, principal);
      const result = await work(tx);
      await runner.commitTransaction();
      tx.committed();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await rollback(runner);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private connectionOf(principal: Principal): DataSource {
    if (principal.kind !== 'worker') return this.app;
    if (this.background === null)
      throw new Error('This process has no worker connection: background work belongs to CUNBO_ROLE=all or worker.');
    return this.background;
  }
}

async function begin(runner: QueryRunner, isolation: Isolation, principal: Principal): Promise<NamedStatements> {
  const connection = (await runner.connect()) as NamedStatements;
  await runner.startTransaction();
  const settings = settingsOf(principal);
  // The isolation level must come before the first statement that takes a snapshot; set_config takes one.
  if (isolation === 'REPEATABLE READ') await runner.query('set transaction isolation level repeatable read read only');
  const readsRollups = principal.kind === 'worker' || !WITHOUT_ROLLUPS.includes(principal.scope.kind);
  const statement = readsRollups ? SET_PRINCIPAL_AND_ROLLUPS : SET_PRINCIPAL;
  await runner.query(statement, [
    settings.scope,
    settings.merchantIds,
    settings.divisionPrefix,
    settings.accountId,
    settings.isReadOnly || isolation === 'REPEATABLE READ' ? 'on' : 'off',
    settings.actor,
    settings.hostIds,
  ]);
  return connection;
}

/** A connection that broke cannot roll back; the server has done so itself. The first error is the one to report. */
async function rollback(runner: QueryRunner): Promise<void> {
  await runner.rollbackTransaction().catch(() => undefined);
}

async function repeated<Result>(work: () => Promise<Result>, attempt = 1): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (attempt >= MAX_ATTEMPTS || !isWorthRepeating(error)) throw error;
    return repeated(work, attempt + 1);
  }
}

function isWorthRepeating(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}

/** The constraint a statement broke, or null: how repositories turn a database refusal into their module's error. */
export function violatedConstraint(error: unknown): string | null {
  if (!(error instanceof QueryFailedError) || !('constraint' in error)) return null;
  return typeof error.constraint === 'string' ? error.constraint : null;
}
