import { createHash } from 'node:crypto';
import type { EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import type { Principal } from './principal.js';

/** The set of rollups that is current when the statement begins (in a snapshot: when that was taken) is the one the transaction names. */
export const ROLLUP_SET = `set_config('search_path', (select set_name || ', public' from public.rollup_current), true)`;

/**
 * 'once': for any parameters, for large statements that run often and always go the same way: planning took 6 of 7 ms of posting one order, and
 * two of three of a ranking of counties. On each connection at its 1st use and again at the 2nd, 4th … 1,024th, because what was planned
 * for an empty table reads whole shops as they grow, until the server happens to analyse it: 5.4 s instead of 0.2 s for 250 orders of a first load.
 * 'by-server': kept by the server under a name, and planned as often as it thinks worth while; for statements that are the same for any values.
 */
type Planned = 'each-time' | 'once' | 'by-server';

/** What a transaction needs of its connection besides the ORM. */
export interface NamedStatements {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

/**
 * An open transaction and for whom it runs. The first argument of every repository method: no class outside
 * platform/database keeps a connection, so no query can slip out of the transaction or run without a principal.
 */
export class Tx {
  private readonly whenCommitted: (() => void)[] = [];

  constructor(
    private readonly manager: EntityManager,
    private readonly connection: NamedStatements,
    readonly principal: Principal,
  ) {}

  /** Rows of a statement with bound parameters. TypeORM answers [rows, count] to some statements and rows to others; this is the one place that knows. */
  async query<Row>(sql: string, parameters: readonly unknown[] = [], planned: Planned = 'each-time'): Promise<Row[]> {
    if (planned !== 'each-time') return this.queryByName(sql, parameters, planned);
    const answer: unknown = await this.manager.query(sql, [...parameters]);
    if (!Array.isArray(answer)) return [];
    const rows: unknown = answer.length === 2 && Array.isArray(answer[0]) && typeof answer[1] === 'number' ? answer[0] : answer;
    return rows as Row[];
  }

  /** For statements that answer exactly one row. */
  async one<Row>(sql: string, parameters: readonly unknown[] = [], planned: Planned = 'each-time'): Promise<Row> {
    const [row] = await this.query<Row>(sql, parameters, planned);
    if (row === undefined) throw new Error('A statement that must answer one row answered none.');
    return row;
  }

  private async queryByName<Row>(sql: string, parameters: readonly unknown[], planned: Planned): Promise<Row[]> {
    const name = nameOf(sql);
    if (planned === 'by-server') return (await this.connection.query({ name, text: sql, values: [...parameters] })).rows as Row[];
    await this.manager.query('set local plan_cache_mode = force_generic_plan');
    const plan = planOn(this.connection, name);
    if (plan.kept !== null && plan.kept !== plan.due) {
      await this.manager.query(`deallocate "${plan.kept}"`);
      plan.kept = null;
    }
    const { rows } = await this.connection.query({ name: plan.due, text: sql, values: [...parameters] });
    plan.kept = plan.due;
    return rows as Row[];
  }

  /**
   * For statements that look up a batch of keys: a table that has just been filled has no statistics yet, and the planner then reads it
   * whole for every key (measured: 60 s instead of 0.4 s for posting 500 orders of a first load).
   */
  async preferIndexes(): Promise<void> {
    await this.manager.query('set local enable_seqscan = off');
  }

  /** For statements that group far more rows than the planner thinks: it would sort them (measured: 29 ms instead of 20 for a ranking of villages). */
  async preferHashing(): Promise<void> {
    await this.manager.query('set local enable_sort = off');
  }

  /** For whoever waited for a lock under which the current set of rollups may have changed. */
  async takeRollupSet(): Promise<void> {
    await this.manager.query(`select ${ROLLUP_SET}`);
  }

  /** Reads and writes by key through the ORM. */
  table<Entity extends ObjectLiteral>(target: EntityTarget<Entity>): Repository<Entity> {
    return this.manager.getRepository(target);
  }

  /** Runs after a successful commit, never after a rollback. For hints, which may be lost. */
  afterCommit(action: () => void): void {
    this.whenCommitted.push(action);
  }

  /** @internal for Database */
  committed(): void {
    for (const action of this.whenCommitted) action();
  }
}

/** A statement on a connection: each of its plans has a name of its own, and at most one is kept. */
interface Plan {
  uses: number;
  due: string;
  kept: string | null;
}

const LAST_PLAN = 10;
const PLANS = new WeakMap<NamedStatements, Map<string, Plan>>();

function planOn(connection: NamedStatements, name: string): Plan {
  const plans = PLANS.get(connection) ?? new Map<string, Plan>();
  PLANS.set(connection, plans);
  const plan = plans.get(name) ?? { uses: 0, due: name, kept: null };
  plans.set(name, plan);
  plan.uses += 1;
  plan.due = `${name}-${Math.min(Math.floor(Math.log2(plan.uses)), LAST_PLAN)}`;
  return plan;
}

const NAMES = new Map<string, string>();

function nameOf(sql: string): string {
  const known = NAMES.get(sql);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(sql).digest('hex').slice(0, 32);
  NAMES.set(sql, name);
  return name;
}
