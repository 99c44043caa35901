import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, IsNull, LessThan, Not } from 'typeorm';
import { nameOf, sqlFile, type Tx } from '../../platform/database/index.js';
import type { RuleState } from './attribution-rule.dto.js';
import { type AttributionRule, AttributionRuleSchema } from './attribution-rule.schema.js';
import type { RuleTerms } from './rule-terms.js';

const KNOWN_REFERENCES = sqlFile(import.meta.url, './sql/known-references.sql');

export interface KnownReferences {
  readonly knows_merchant: boolean;
  readonly knows_product: boolean;
  readonly knows_target: boolean;
  readonly knows_division: boolean;
}

export interface RuleFilter {
  readonly merchantId: string | undefined;
  readonly productId: string | undefined;
  readonly state: RuleState | undefined;
}

/** Rules as they are kept. What they do to sales is for the database's definition of how an order counts. */
@Injectable()
export class AttributionRuleRepository {
  insert(tx: Tx, terms: RuleTerms): Promise<AttributionRule> {
    const table = tx.table(AttributionRuleSchema);
    return table.save(table.create({ ...terms, createdBy: nameOf(tx.principal) }));
  }

  find(tx: Tx, id: string): Promise<AttributionRule | null> {
    return tx.table(AttributionRuleSchema).findOneBy({ id });
  }

  /** Locks the row, so that of two withdrawals at once the second finds the rule withdrawn. */
  findForWithdrawal(tx: Tx, id: string): Promise<AttributionRule | null> {
    return tx.table(AttributionRuleSchema).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  withdraw(tx: Tx, rule: AttributionRule, reason: string): Promise<AttributionRule> {
    const withdrawal = { withdrawnAt: new Date(), withdrawnBy: nameOf(tx.principal), withdrawalReason: reason };
    return tx.table(AttributionRuleSchema).save({ ...rule, ...withdrawal });
  }

  /** The newest first: it wins over its elders. */
  list(tx: Tx, { merchantId, productId, state }: RuleFilter, beforeId: string | null, count: number): Promise<AttributionRule[]> {
    const common: FindOptionsWhere<AttributionRule> = {
      ...(productId === undefined ? {} : { productId }),
      ...(state === undefined ? {} : { withdrawnAt: state === 'active' ? IsNull() : Not(IsNull()) }),
      ...(beforeId === null ? {} : { id: LessThan(beforeId) }),
    };
    const where =
      merchantId === undefined
        ? common
        : [
            { ...common, merchantId },
            { ...common, targetMerchantId: merchantId },
          ];
    return tx.table(AttributionRuleSchema).find({ where, order: { id: 'DESC' }, take: count });
  }

  /** Whether there is, for the principal, what the terms name; what they do not name counts as known. */
  knownReferences(tx: Tx, terms: RuleTerms): Promise<KnownReferences> {
    const division = terms.originCode ?? terms.homeDivisionCode ?? '';
    return tx.one<KnownReferences>(KNOWN_REFERENCES, [terms.merchantId, terms.productId, terms.targetMerchantId, division]);
  }
}
