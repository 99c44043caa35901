/** What a line counts for by the attribution rules: an origin, a merchant and where that merchant is at home. */
import type { AttributionRule, Merge } from './facts.js';
import type { Standing } from './standing.js';

/** A line as rules see it. The day is the Beijing day on which its order was paid, for its refunds too. */
export interface RuledLine {
  /** The merchant whose shop sold it. */
  readonly seller: string;
  readonly product: string | null;
  readonly lot: string | null;
  readonly day: string;
}

export interface Counted {
  readonly merchant: string;
  /** Home division of that merchant on the day. */
  readonly home: string;
  /** Division code, or '' for none. */
  readonly origin: string;
}

export function countedFor(line: RuledLine, standing: Standing): Counted {
  const found = ruleFor(line, 'merchant', standing)?.to ?? line.seller;
  const merchant = afterMerges(found, standing.merges);
  return { merchant, home: homeOf(merchant, line.day, standing), origin: originOf(line, standing) };
}

function originOf(line: RuledLine, standing: Standing): string {
  return ruleFor(line, 'origin', standing)?.to ?? standing.origins.get(line.product ?? '') ?? '';
}

function homeOf(merchant: string, day: string, standing: Standing): string {
  const rules = standing.rules.filter((rule) => rule.effect === 'home' && rule.merchant === merchant && holdsOn(day, rule));
  const home = rules.at(-1)?.to ?? standing.homes.get(merchant);
  if (home === undefined) throw new Error(`The world has no merchant ${merchant}`);
  return home;
}

/** A lot beats none, then a product beats a merchant (so a lot of a product one of a merchant), then the newest of one scope. */
function ruleFor(line: RuledLine, effect: AttributionRule['effect'], { rules }: Standing): AttributionRule | undefined {
  const holding = rules.filter((rule) => rule.effect === effect && holdsOn(line.day, rule));
  const ofLot = holding.filter((rule) => line.lot !== null && rule.lot === line.lot);
  const ofAll = holding.filter((rule) => rule.lot === undefined);
  const byScope = [ofLot, ofAll].flatMap((some) => [
    some.filter((rule) => line.product !== null && rule.product === line.product),
    some.filter((rule) => rule.merchant === line.seller),
  ]);
  return byScope.find((some) => some.length > 0)?.at(-1);
}

function holdsOn(day: string, { validFrom, validTo }: AttributionRule): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo);
}

/** A merchant that was merged into another which was merged in turn counts for the last. */
function afterMerges(merchant: string, merges: readonly Merge[]): string {
  const merge = merges.find(({ merged }) => merged === merchant);
  return merge ? afterMerges(merge.into, merges) : merchant;
}
