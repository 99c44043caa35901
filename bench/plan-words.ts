// What a plan says, in three lines.
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'CTE Name'?: string;
  readonly 'Subplan Name'?: string;
  readonly 'Actual Total Time'?: number;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly 'Temp Written Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

export interface PlanAnswer {
  readonly Plan: PlanNode;
  readonly 'Planning Time': number;
  readonly 'Execution Time': number;
}

interface Share {
  readonly what: string;
  readonly ms: number;
}

const SHOWN = 4;

export function whatItSays({ Plan, 'Planning Time': planning, 'Execution Time': execution }: PlanAnswer): string[] {
  const nodes = allNodes(Plan);
  const costly = shares(nodes).slice(0, SHOWN);
  const scans = nodes.filter((node) => node['Relation Name'] !== undefined && isScan(node));
  const temp = Plan['Temp Written Blocks'] ?? 0;
  return [
    `It took ${execution.toFixed(1)} ms and ${planning.toFixed(1)} ms to plan, with ${pages(Plan)} pages of 8 kB touched (${Plan['Shared Read Blocks'] ?? 0} not in shared buffers)${temp > 0 ? `, ${temp} pages of temporary files` : ''}.`,
    `Where the time goes: ${costly.map(({ what, ms }) => `${what} ${ms.toFixed(1)} ms`).join('; ')}.`,
    `Rows read: ${byRelation(scans).join('; ') || 'none from tables'}.`,
  ];
}

function allNodes(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(allNodes)];
}

const isScan = (node: PlanNode): boolean => node['Node Type'].endsWith('Scan');
const totalMs = (node: PlanNode): number => (node['Actual Total Time'] ?? 0) * (node['Actual Loops'] ?? 0);
const pages = (node: PlanNode): number => (node['Shared Hit Blocks'] ?? 0) + (node['Shared Read Blocks'] ?? 0);

/** Each node's own time, without what is below it; alike nodes together, the largest first. */
function shares(nodes: readonly PlanNode[]): Share[] {
  const byName = new Map<string, number>();
  for (const node of nodes) {
    const own = totalMs(node) - (node.Plans ?? []).reduce((sum, child) => sum + totalMs(child), 0);
    const name = [node['Node Type'], node['Relation Name'] ?? node['CTE Name']].filter((part) => part !== undefined).join(' ');
    byName.set(name, (byName.get(name) ?? 0) + Math.max(own, 0));
  }
  return [...byName].map(([what, ms]) => ({ what, ms })).sort((a, b) => b.ms - a.ms);
}

function byRelation(scans: readonly PlanNode[]): string[] {
  const found = new Map<string, { rows: number; loops: number; pages: number }>();
  for (const scan of scans) {
    const name = `${scan['Relation Name']} by ${scan['Index Name'] ?? scan['Node Type'].toLowerCase()}`;
    const known = found.get(name) ?? { rows: 0, loops: 0, pages: 0 };
    const loops = scan['Actual Loops'] ?? 0;
    found.set(name, {
      rows: known.rows + (scan['Actual Rows'] ?? 0) * loops,
      loops: known.loops + loops,
      pages: known.pages + pages(scan),
    });
  }
  return [...found]
    .sort(([, a], [, b]) => b.pages - a.pages)
    .slice(0, SHOWN)
    .map(
      ([name, { rows, loops, pages: touched }]) =>
        `${Math.round(rows).toLocaleString('en')} of ${name} in ${loops.toLocaleString('en')} look-ups over ${touched.toLocaleString('en')} pages`,
    );
}
