import { AttributionError } from './attribution.errors.js';
import type { CreateAttributionRule } from './attribution-rule.dto.js';
import type { AttributionRule, Effect } from './attribution-rule.schema.js';

/** What a rule says, as it is stored. */
export type RuleTerms = Pick<
  AttributionRule,
  | 'effect'
  | 'merchantId'
  | 'productId'
  | 'lot'
  | 'originCode'
  | 'targetMerchantId'
  | 'homeDivisionCode'
  | 'validFrom'
  | 'validTo'
  | 'reason'
  | 'source'
>;

/** A rule that as yet says nothing. */
export const UNSAID: Omit<RuleTerms, 'effect' | 'reason' | 'source'> = {
  merchantId: null,
  productId: null,
  lot: null,
  originCode: null,
  targetMerchantId: null,
  homeDivisionCode: null,
  validFrom: null,
  validTo: null,
};

/** The field that says what a rule of the effect is to set. */
const TARGET_FIELD = { origin: 'originDivisionCode', merchant: 'targetMerchantId', home: 'homeDivisionCode' } as const satisfies Record<
  Effect,
  string
>;

/** Refuses terms that contradict themselves; whether what they name exists is for the database to say. */
export function termsOf(body: CreateAttributionRule): RuleTerms {
  requireOneTarget(body);
  requireScope(body);
  requireForwardDays(body);
  return {
    effect: body.effect,
    merchantId: body.merchantId ?? null,
    productId: body.productId ?? null,
    lot: body.lot ?? null,
    originCode: body.effect === 'origin' ? (body.originDivisionCode ?? '') : null,
    targetMerchantId: body.targetMerchantId ?? null,
    homeDivisionCode: body.homeDivisionCode ?? null,
    validFrom: body.validFrom ?? null,
    validTo: body.validTo ?? null,
    reason: body.reason,
    source: 'rule',
  };
}

/** The rule of a merger: holds for ever and for all that counts for the merged merchant. */
export function mergerTerms(mergedId: string, intoMerchantId: string, reason: string): RuleTerms {
  return { ...UNSAID, effect: 'merchant', merchantId: mergedId, targetMerchantId: intoMerchantId, reason, source: 'merge' };
}

/** Only an origin can be set to nothing: `originDivisionCode: null` is said on purpose, its absence is an omission. */
function requireOneTarget(body: CreateAttributionRule): void {
  const { effect } = body;
  const own = TARGET_FIELD[effect];
  const foreign = Object.values(TARGET_FIELD).find((field) => field !== own && isGiven(body[field]));
  if (foreign !== undefined) throw new AttributionError('attribution.foreign-target', { effect, field: foreign }, `/${foreign}`);
  if (effect === 'origin' ? body[own] === undefined : !isGiven(body[own]))
    throw new AttributionError('attribution.target-needed', { effect, field: own }, `/${own}`);
}

function requireScope({ effect, merchantId, productId, lot }: CreateAttributionRule): void {
  if (effect === 'home') return requireMerchantAlone(merchantId, productId, lot);
  if (isGiven(productId) && isGiven(merchantId)) throw new AttributionError('attribution.two-scopes', {}, '/merchantId');
  if (!isGiven(productId) && !isGiven(merchantId))
    throw new AttributionError('attribution.scope-needed', { fields: 'productId, merchantId' }, '/productId');
}

function requireMerchantAlone(
  merchantId: CreateAttributionRule['merchantId'],
  productId: CreateAttributionRule['productId'],
  lot: CreateAttributionRule['lot'],
): void {
  if (isGiven(productId)) throw new AttributionError('attribution.home-is-of-merchant', {}, '/productId');
  if (isGiven(lot)) throw new AttributionError('attribution.home-is-of-merchant', {}, '/lot');
  if (!isGiven(merchantId)) throw new AttributionError('attribution.scope-needed', { fields: 'merchantId' }, '/merchantId');
}

function requireForwardDays({ validFrom, validTo }: CreateAttributionRule): void {
  if (!isGiven(validFrom) || !isGiven(validTo) || validFrom <= validTo) return;
  throw new AttributionError('attribution.period-reversed', { validFrom, validTo }, '/validTo');
}

function isGiven(value: string | null | undefined): value is string {
  return value !== null && value !== undefined;
}
