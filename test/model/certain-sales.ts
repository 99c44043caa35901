import { computeBookings } from './bookings.js';
import { factsOf, type ChangeHome, type ChangeOrigin, type Fact, type History, type Step, type World } from './facts.js';
import { standingAfter } from './standing.js';

/**
 * Leaves out changes that are said to come after sales and may not be a rule: where a sale stood once, whether it counts as one is
 * not known, and what is told to be as it is today already is no change.
 */
export function withCertainSalesOnly({ world, steps }: History): History {
  const kept: Step[] = [];
  for (const step of steps) if (!isUncertain(step, { world, steps: kept })) kept.push(step);
  return { world, steps: kept };
}

function isUncertain(step: Step, before: History): boolean {
  const fact = step.kind === 'group' ? step.facts[0] : undefined;
  if (!isAfterSales(fact)) return false;
  const facts = factsOf(before);
  return !hasSales(fact, before.world, facts) || mayBeSoAlready(fact, before.world, facts);
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

/** By the register or by any rule: which of them hold on the day of the test is left aside. */
function mayBeSoAlready(change: ChangeOrigin | ChangeHome, world: World, facts: readonly Fact[]): boolean {
  const { origins, homes, rules } = standingAfter(world, facts);
  if (change.kind === 'change-home') {
    const ruled = rules.some((rule) => rule.effect === 'home' && rule.merchant === change.merchant && rule.to === change.home);
    return ruled || homes.get(change.merchant) === change.home;
  }
  const ruled = rules.some((rule) => rule.effect === 'origin' && rule.to === change.origin);
  return ruled || origins.get(change.product) === change.origin;
}
