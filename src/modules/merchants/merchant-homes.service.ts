import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { RegisterRules } from '../attribution/index.js';
import { DivisionService } from '../divisions/index.js';
import type { ChangeMerchant } from './merchant.dto.js';
import { MerchantError } from './merchant.errors.js';
import type { Merchant } from './merchant.schema.js';

/** Where merchants are at home: today by the newest rule that holds, else as the merchant was entered. */
@Injectable()
export class MerchantHomes {
  constructor(
    private readonly rules: RegisterRules,
    private readonly divisions: DivisionService,
  ) {}

  /** Nobody new is at home in a place that is no longer on the map. */
  async refuseEnded(tx: Tx, divisionCode: string): Promise<void> {
    await this.divisions.refuseEnded(tx, divisionCode);
  }

  async today(tx: Tx, merchants: readonly Merchant[]): Promise<Merchant[]> {
    const inForce = await this.rules.homesInForce(
      tx,
      merchants.map(({ id }) => id),
    );
    return merchants.map((merchant) => ({ ...merchant, divisionCode: inForce.get(merchant.id) ?? merchant.divisionCode }));
  }

  /** Once there are sales, or a rule, another home is a rule as well, which can be undone. Answers the changes left for the merchant itself. */
  async change(tx: Tx, merchant: Merchant, changes: ChangeMerchant): Promise<ChangeMerchant> {
    const { divisionCode: wanted, ...others } = changes;
    if (wanted === undefined) return changes;
    const inForce = (await this.rules.homesInForce(tx, [merchant.id])).get(merchant.id);
    if (inForce === undefined && !(await this.rules.isMerchantCounted(tx, merchant.id))) return changes;
    if (wanted !== (inForce ?? merchant.divisionCode) && !(await this.rules.recordHome(tx, merchant.id, wanted)))
      throw new MerchantError('merchants.unknown-division', { code: wanted }, '/divisionCode');
    return others;
  }
}
