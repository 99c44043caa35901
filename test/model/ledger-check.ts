import { findMismatches } from './comparison.js';
import type { CunboDriver } from './driver.js';
import type { HistorySeed } from './histories.js';
import { play } from './playback.js';
import { buildScenario, type Scenario } from './scenario-builder.js';
import type { Window } from './windows.js';

const SHOWN_MISMATCHES = 20;

/** Plays one history on the days of its window and throws, with everything needed to read the case, unless every cell is right. */
export function checkHistory(seed: HistorySeed, window: Window, driver: CunboDriver): Promise<void> {
  return checkScenario(buildScenario(seed, window), driver);
}

export async function checkScenario(scenario: Scenario, driver: CunboDriver): Promise<void> {
  let mismatches: string[];
  try {
    mismatches = await findMismatches(scenario, await play(scenario.history, driver), driver);
  } catch (error) {
    throw new Error(describe(scenario, [error instanceof Error ? (error.stack ?? error.message) : String(error)]), { cause: error });
  }
  if (mismatches.length > 0) throw new Error(describe(scenario, mismatches));
}

function describe({ window: { firstDay, lastDay }, history }: Scenario, problems: readonly string[]): string {
  const { world, steps } = history;
  return [
    `Days ${firstDay} to ${lastDay}: ${problems.length} wrong.`,
    ...problems.slice(0, SHOWN_MISMATCHES),
    'World:',
    ...Object.entries(world).map(([name, things]) => `  ${name} ${JSON.stringify(things)}`),
    'Steps:',
    ...steps.flatMap((step) =>
      step.kind === 'group'
        ? [`  at once${step.crash ? ', workers crash' : ''}:`, ...step.facts.map((fact) => `    ${JSON.stringify(fact)}`)]
        : [`  ${step.kind}`],
    ),
  ].join('\n');
}
