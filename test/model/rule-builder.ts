import { addDays } from './calendar.js';
import type { Action, AttributionRule, World } from './facts.js';
import type { ActionSeed } from './histories.js';
import { merchantKey, pickFrom } from './world-builder.js';

type SeedOf<K extends ActionSeed['kind']> = Extract<ActionSeed, { kind: K }>;
type RuleSeed = SeedOf<'create-rule'>['rule'];

interface Standing {
  readonly key: string;
  /** Of a merge. */
  readonly merged?: string;
}

/**
 * Turns drawn rules into ones the server accepts: a merchant that was merged is named no more. And only into those whose effect is
 * known while workers lag: a product's changed origin may have become a rule or not, so where that would make a difference (an
 * older rule for the product, or any rule for its merchant) one of both is left out. The same goes for homes.
 */
export class RuleBuilder {
  private readonly standing: Standing[] = [];
  private readonly productsWithOriginRule = new Set<string>();
  private readonly merchantsWithOriginRule = new Set<string>();
  private readonly merchantsWithHomeRule = new Set<string>();
  private readonly changedProducts = new Set<string>();
  private count = 0;

  constructor(
    private readonly world: World,
    private readonly firstDay: string,
  ) {}

  changeOrigin({ product, origin, isAfterSales }: SeedOf<'change-origin'>): Action | null {
    const { key, merchant } = pickFrom(this.world.products, product);
    if (isAfterSales) {
      this.productsWithOriginRule.add(key);
      return { kind: 'change-origin', product: key, origin, isAfterSales };
    }
    if (this.productsWithOriginRule.has(key) || this.merchantsWithOriginRule.has(merchant)) return null;
    this.changedProducts.add(key);
    return { kind: 'change-origin', product: key, origin };
  }

  changeHome({ merchant, home, isAfterSales }: SeedOf<'change-home'>): Action | null {
    const key = merchantKey(merchant);
    if (this.isMerged(key)) return null;
    if (isAfterSales) {
      this.merchantsWithHomeRule.add(key);
      return { kind: 'change-home', merchant: key, home, isAfterSales };
    }
    return this.merchantsWithHomeRule.has(key) ? null : { kind: 'change-home', merchant: key, home };
  }

  createRule({ rule: seed, isSettled }: SeedOf<'create-rule'>): Action | null {
    const rule = this.buildRule(seed);
    if (rule.merchant !== undefined && this.isMerged(rule.merchant)) return null;
    if (rule.effect === 'merchant' && this.isMerged(rule.to)) return null;
    if (rule.effect === 'origin' && rule.lot === undefined && !this.noteOriginRule(rule)) return null;
    if (rule.effect === 'home' && rule.merchant !== undefined) this.merchantsWithHomeRule.add(rule.merchant);
    this.standing.push({ key: rule.key });
    return { kind: 'create-rule', rule, isSettled };
  }

  merge({ merged: mergedIndex, into: intoIndex, isSettled }: SeedOf<'merge-merchants'>): Action | null {
    const merged = merchantKey(mergedIndex);
    const into = merchantKey(intoIndex);
    if (merged === into || this.isMerged(merged) || this.isMerged(into)) return null;
    const key = this.nextKey();
    this.standing.push({ key, merged });
    return { kind: 'merge-merchants', merge: { key, merged, into }, isSettled };
  }

  withdraw({ pick, isSettled }: SeedOf<'withdraw-rule'>): Action | null {
    if (this.standing.length === 0) return null;
    const { key } = pickFrom(this.standing, pick);
    this.standing.splice(
      this.standing.findIndex((rule) => rule.key === key),
      1,
    );
    return { kind: 'withdraw-rule', key, isSettled };
  }

  private noteOriginRule({ product, merchant }: AttributionRule): boolean {
    if (product !== undefined) this.productsWithOriginRule.add(product);
    if (merchant === undefined) return true;
    if (this.world.products.some((candidate) => candidate.merchant === merchant && this.changedProducts.has(candidate.key))) return false;
    this.merchantsWithOriginRule.add(merchant);
    return true;
  }

  private buildRule(seed: RuleSeed): AttributionRule {
    const { effect } = seed;
    const scope = this.scopeOf(seed);
    const to = { origin: seed.origin, merchant: this.targetOf(scope, seed.target), home: seed.home }[effect];
    return { key: this.nextKey(), effect, ...scope, to, ...this.validityOf(seed) };
  }

  /** Mostly another merchant than the one whose sales they are; a rule for a product may say it is that one nevertheless. */
  private targetOf({ product, merchant }: Pick<AttributionRule, 'product' | 'merchant'>, target: number): string {
    const owner = merchant ?? this.world.products.find(({ key }) => key === product)?.merchant;
    const others = this.world.merchants.map(({ key }) => key).filter((key) => key !== owner);
    return pickFrom(owner !== undefined && merchant === undefined ? [...others, owner] : others, target);
  }

  private scopeOf({ effect, scope, product, merchant, lot }: RuleSeed): Pick<AttributionRule, 'lot' | 'product' | 'merchant'> {
    if (effect === 'home' || scope === 'merchant') return { merchant: merchantKey(merchant) };
    const productKey = pickFrom(this.world.products, product).key;
    if (scope === 'product') return { product: productKey };
    return scope === 'lot-of-product' ? { lot, product: productKey } : { lot, merchant: merchantKey(merchant) };
  }

  private validityOf({ from, to }: RuleSeed): Pick<AttributionRule, 'validFrom' | 'validTo'> {
    const [first, last] = from !== null && to !== null && from > to ? [to, from] : [from, to];
    return {
      ...(first === null ? {} : { validFrom: addDays(this.firstDay, first) }),
      ...(last === null ? {} : { validTo: addDays(this.firstDay, last) }),
    };
  }

  private isMerged(merchant: string): boolean {
    return this.standing.some(({ merged }) => merged === merchant);
  }

  private nextKey(): string {
    this.count += 1;
    return `r${this.count}`;
  }
}
