import { Injectable } from '@nestjs/common';
import { businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import type { Tx } from '../../platform/database/index.js';
import { AttributionRuleRepository } from './attribution-rule.repository.js';
import { RegisterRuleRepository } from './register-rule.repository.js';
import { type RuleTerms, UNSAID } from './rule-terms.js';

/** The origin of a product, the home of a merchant: as a rule has it today, or as the register has it. */
export type InForce<Code> = ReadonlyMap<string, Code>;

/**
 * For the registers of products and merchants: once there are sales, another origin or another home is a rule, which is listed and can
 * be undone, and the register keeps what was first entered.
 */
@Injectable()
export class RegisterRules {
  constructor(
    private readonly rules: AttributionRuleRepository,
    private readonly registers: RegisterRuleRepository,
    private readonly clock: Clock,
  ) {}

  /** Of the products whose origin a rule of their own decides today; null: no origin. */
  async originsInForce(tx: Tx, productIds: readonly string[]): Promise<InForce<string | null>> {
    const rows = await this.registers.originsInForce(tx, productIds, businessDayOf(this.clock.now()));
    return new Map(rows.map(({ id, code }) => [id, code === '' ? null : code]));
  }

  /** Of the merchants whose home a rule decides today. */
  async homesInForce(tx: Tx, merchantIds: readonly string[]): Promise<InForce<string>> {
    const rows = await this.registers.homesInForce(tx, merchantIds, businessDayOf(this.clock.now()));
    return new Map(rows.map(({ id, code }) => [id, code]));
  }

  isProductSold(tx: Tx, productId: string): Promise<boolean> {
    return this.registers.isProductSold(tx, productId);
  }

  isMerchantCounted(tx: Tx, merchantId: string): Promise<boolean> {
    return this.registers.isMerchantCounted(tx, merchantId);
  }

  /** False, and nothing is recorded, where the register of divisions has no such code. */
  recordOrigin(tx: Tx, productId: string, originDivisionCode: string | null): Promise<boolean> {
    const what = { effect: 'origin', productId, originCode: originDivisionCode ?? '' } as const;
    return this.record(tx, { ...UNSAID, ...what, source: 'product-change', reason: '修改产品的产地' });
  }

  /** False, and nothing is recorded, where the register of divisions has no such code. */
  recordHome(tx: Tx, merchantId: string, homeDivisionCode: string): Promise<boolean> {
    const what = { effect: 'home', merchantId, homeDivisionCode } as const;
    return this.record(tx, { ...UNSAID, ...what, source: 'merchant-move', reason: '修改经营主体的所在地' });
  }

  private async record(tx: Tx, terms: RuleTerms): Promise<boolean> {
    if (!(await this.rules.knownReferences(tx, terms)).knows_division) return false;
    await this.rules.insert(tx, terms);
    return true;
  }
}
