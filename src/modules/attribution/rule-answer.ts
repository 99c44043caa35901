import { beijingIso } from '../../kernel/business-day.js';
import type { AttributionRuleDto } from './attribution-rule.dto.js';
import type { AttributionRule } from './attribution-rule.schema.js';

/** A rule as it is answered. Inside, '' is no origin; outside, null is. */
export function ruleAnswer({ originCode, createdAt, withdrawnAt, ...rule }: AttributionRule): AttributionRuleDto {
  return {
    id: rule.id,
    effect: rule.effect,
    merchantId: rule.merchantId,
    productId: rule.productId,
    lot: rule.lot,
    originDivisionCode: originCode === '' ? null : originCode,
    targetMerchantId: rule.targetMerchantId,
    homeDivisionCode: rule.homeDivisionCode,
    validFrom: rule.validFrom,
    validTo: rule.validTo,
    reason: rule.reason,
    source: rule.source,
    createdAt: beijingIso(createdAt),
    createdBy: rule.createdBy,
    withdrawnAt: withdrawnAt === null ? null : beijingIso(withdrawnAt),
    withdrawnBy: rule.withdrawnBy,
    withdrawalReason: rule.withdrawalReason,
  };
}
