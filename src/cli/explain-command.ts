import type { Command } from 'commander';
import { Explaining, ExplainQuery } from '../modules/explain/index.js';
import { operator } from '../platform/database/index.js';
import { InputPipe } from '../platform/http/index.js';
import { type OutputOptions, print, withServices } from './command-context.js';
import { explainedText, isNothing } from './explained-text.js';

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description('what one number of a ranking is made of; exit code 1 if its parts do not add up to it')
    .requiredOption(
      '--subject <subject>',
      'cities, counties, townships, villages, merchants, products, categories, platforms, hosts or live-sessions',
    )
    .option('--id <id>', 'the member of the ranking')
    .option('--part <part>', 'instead of a member: total or unallocated')
    .requiredOption('--from <day>', 'first day, YYYY-MM-DD')
    .requiredOption('--to <day>', 'last day')
    .option('--basis <basis>', 'origin or merchant')
    .option('--refund-view <view>', 'cash or cohort')
    .option('--within <code>', 'only what lies in this division')
    .option('--category <code>', 'only a category and what is below it')
    .option('--platform <platform>', 'only one platform')
    .option('--by <by>', 'parts (by merchant, shop, live session and product), or orders (entries and messages, order by order)')
    .option('--limit <n>', 'how many parts or orders, at most 500')
    .option('--cursor <cursor>', 'where the page before ended')
    .option('--json', 'machine-readable output')
    .action((options: OutputOptions & Record<string, unknown>) => explainCell(options));
}

async function explainCell({ json, ...given }: OutputOptions & Record<string, unknown>): Promise<void> {
  const query = await new InputPipe().transform(given, { type: 'query', metatype: ExplainQuery });
  if (!(query instanceof ExplainQuery)) throw new Error('These options are not a query.');
  const explained = await withServices((app) => app.get(Explaining).explain(operator('explain'), query));
  print(explained, { json }, explainedText(explained));
  if (!isNothing(explained.remainder)) process.exitCode = 1;
}
