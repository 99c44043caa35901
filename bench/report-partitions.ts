import { median, percentile } from './numbers.ts';
import type { PartitionComparison } from './partitions.ts';
import { seconds, table } from './report.ts';

export function partitionReport({ questions, fillMs }: PartitionComparison): string[] {
  const rows = questions.map(({ name, plainMs, partitionedMs }) => [
    name,
    median(plainMs).toFixed(1),
    median(partitionedMs).toFixed(1),
    percentile(plainMs, 99).toFixed(1),
    percentile(partitionedMs, 99).toFixed(1),
    (median(partitionedMs) / median(plainMs)).toFixed(2),
  ]);
  return [
    'PARTITIONS: rollup_area as it is against a copy partitioned by level; milliseconds of the statement, in turns',
    ...table(['', 'plain p50', 'partitioned p50', 'plain p99', 'partitioned p99', 'partitioned ÷ plain'], rows),
    `Copying it into partitions took ${seconds(fillMs)} s. Partitions pay if they read faster: the key leads to the rows of a level already.`,
  ];
}
