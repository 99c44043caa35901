import { computeBookings } from './bookings.js';
import { factsOf, type ChangeHome, type ChangeOrigin, type Fact, type History, type Step, type World } from './facts.js';

/** Leaves out changes that are said to come after sales and do not: where a sale stood once, whether it counts as one is not known. */
export function withCertainSalesOnly({ world, steps }: History): History {
  const kept: Step[] = [];
  for (const step of steps) if (!isUncertain(step, { world, steps: kept })) kept.push(step);
  return { world, steps: kept };
}

function isUncertain(step: Step, before: History): boolean {
  const fact = step.kind === 'group' ? step.facts[0] : undefined;
  return isAfterSales(fact) && !hasSales(fact, before.world, factsOf(before));
}

function isAfterSales(fact: Fact | undefined): fact is ChangeOrigin | ChangeHome {
  return (fact?.kind === 'change-origin' || fact?.kind === 'change-home') && fact.isAfterSales === true;
}

function hasSales(change: ChangeOrigin | ChangeHome, world: World, facts: readonly Fact[]): boolean {
  return computeBookings(world, facts).some(({ lines, product, seller, merchant }) => {
    if (lines === 0) return false;
    return change.kind === 'change-origin' ? product === change.product : seller === change.merchant && merchant === change.merchant;
  });
}
