import { EntitySchema } from 'typeorm';
import type { BusinessDay } from '../../kernel/business-day.js';

export const EFFECTS = ['origin', 'merchant', 'home'] as const;
export type Effect = (typeof EFFECTS)[number];
export const SOURCES = ['rule', 'product-change', 'merchant-move', 'merge'] as const;
export type Source = (typeof SOURCES)[number];

/** 归属规则: where lines count that were paid on its days. Never edited: withdrawn, and another is made. */
export interface AttributionRule {
  id: string;
  effect: Effect;
  merchantId: string | null;
  productId: string | null;
  lot: string | null;
  /** '' takes the origin away; null: the rule is about something else. */
  originCode: string | null;
  targetMerchantId: string | null;
  homeDivisionCode: string | null;
  validFrom: BusinessDay | null;
  validTo: BusinessDay | null;
  reason: string;
  source: Source;
  createdAt: Date;
  createdBy: string;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
  withdrawalReason: string | null;
}

export const AttributionRuleSchema = new EntitySchema<AttributionRule>({
  name: 'attribution_rule',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    effect: { type: 'text' },
    merchantId: { type: 'bigint', name: 'merchant_id', nullable: true },
    productId: { type: 'bigint', name: 'product_id', nullable: true },
    lot: { type: 'text', nullable: true },
    originCode: { type: 'text', name: 'origin_code', nullable: true },
    targetMerchantId: { type: 'bigint', name: 'target_merchant_id', nullable: true },
    homeDivisionCode: { type: 'text', name: 'home_division_code', nullable: true },
    validFrom: { type: 'date', name: 'valid_from', nullable: true },
    validTo: { type: 'date', name: 'valid_to', nullable: true },
    reason: { type: 'text' },
    source: { type: 'text' },
    createdAt: { type: 'timestamptz', name: 'created_at', createDate: true },
    createdBy: { type: 'text', name: 'created_by' },
    withdrawnAt: { type: 'timestamptz', name: 'withdrawn_at', nullable: true },
    withdrawnBy: { type: 'text', name: 'withdrawn_by', nullable: true },
    withdrawalReason: { type: 'text', name: 'withdrawal_reason', nullable: true },
  },
});
