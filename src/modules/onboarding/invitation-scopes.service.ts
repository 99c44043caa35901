import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { DivisionService } from '../divisions/index.js';
import { MerchantService } from '../merchants/index.js';

export interface InvitedScope {
  readonly divisionCode: string | null;
  readonly merchantIds: readonly string[];
}

/** What an invitation is for: looked for among what its giver sees. */
@Injectable()
export class InvitationScopes {
  constructor(
    private readonly divisions: DivisionService,
    private readonly merchants: MerchantService,
  ) {}

  /** Throws `divisions.unknown` or `merchants.unknown`. */
  async require(tx: Tx, { divisionCode, merchantIds }: InvitedScope): Promise<void> {
    if (divisionCode !== null) await this.divisions.requireKnown(tx, divisionCode);
    for (const id of merchantIds) await this.merchants.requireNamed(tx, id);
  }

  async names(tx: Tx, { divisionCode, merchantIds }: InvitedScope): Promise<{ divisionName: string | null; merchantNames: string[] }> {
    const divisions = divisionCode === null ? null : await this.divisions.fullNames(tx, [divisionCode]);
    const merchants = await this.merchants.names(tx, merchantIds);
    return {
      divisionName: divisions?.get(divisionCode ?? '') ?? divisionCode,
      merchantNames: merchantIds.map((id) => merchants.get(id) ?? id),
    };
  }
}
