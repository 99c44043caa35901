import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { AccountScope } from '../accounts/index.js';
import { DivisionService } from '../divisions/index.js';
import { HostService } from '../hosts/index.js';
import { MerchantService } from '../merchants/index.js';

export interface ScopeNames {
  readonly divisionName: string | null;
  readonly merchantNames: string[];
  readonly hostNames: string[];
}

/** What an invitation is for: looked for among what its giver sees. */
@Injectable()
export class InvitationScopes {
  constructor(
    private readonly divisions: DivisionService,
    private readonly merchants: MerchantService,
    private readonly hosts: HostService,
  ) {}

  /** Throws `divisions.unknown`, `merchants.unknown` or `hosts.unknown`. */
  async require(tx: Tx, { divisionCode, merchantIds, hostIds }: AccountScope): Promise<void> {
    if (divisionCode !== null) await this.divisions.requireKnown(tx, divisionCode);
    await this.merchants.requireAllNamed(tx, merchantIds);
    await this.hosts.requireAllNamed(tx, hostIds);
  }

  async names(tx: Tx, { divisionCode, merchantIds, hostIds }: AccountScope): Promise<ScopeNames> {
    const divisions = divisionCode === null ? null : await this.divisions.fullNames(tx, [divisionCode]);
    const merchants = await this.merchants.names(tx, merchantIds);
    const hosts = await this.hosts.names(tx, hostIds);
    return {
      divisionName: divisions?.get(divisionCode ?? '') ?? divisionCode,
      merchantNames: merchantIds.map((id) => merchants.get(id) ?? id),
      hostNames: hostIds.map((id) => hosts.get(id) ?? id),
    };
  }
}
