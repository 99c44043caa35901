// Would rollup_area be better partitioned? A copy of it in partitions by level, read by the same statements, side by side.
import { benchSql } from './bench-sql.ts';
import type { Installation } from './installation.ts';
import { timed } from './numbers.ts';
import { areaStatement } from './area-statement.ts';
import { questions } from './questions.ts';
import { currentSet, withSet } from './rollup-sets.ts';

const RUNS = 60;
const ASKED = ['counties, 30 days', 'counties, 12 months', 'top 50 villages, 12 months'];

export interface PartitionComparison {
  readonly questions: readonly { readonly name: string; readonly plainMs: readonly number[]; readonly partitionedMs: readonly number[] }[];
  readonly fillMs: number;
}

export async function comparePartitions({ admin }: Installation): Promise<PartitionComparison> {
  const set = await currentSet(admin);
  const fillMs = await timed(() => withSet(admin, set, () => admin.query(benchSql('sql/partition-area'))));
  await admin.query('vacuum analyze bench_partitioned.rollup_area');
  const compared: PartitionComparison['questions'][number][] = [];
  for (const question of (await questions(admin)).filter(({ name }) => ASKED.includes(name))) {
    const { sql, parameters } = await areaStatement(question);
    const run = (schemas: string): Promise<number> => withSet(admin, schemas, () => timed(() => admin.query(sql, parameters)));
    const times = { plainMs: [] as number[], partitionedMs: [] as number[] };
    for (let turn = 0; turn < RUNS; turn += 1) {
      times.plainMs.push(await run(set));
      times.partitionedMs.push(await run(`bench_partitioned, ${set}`));
    }
    compared.push({ name: question.name, ...times });
  }
  await admin.query('drop schema bench_partitioned cascade');
  return { questions: compared, fillMs };
}
