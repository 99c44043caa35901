import { Injectable } from '@nestjs/common';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { ActingAccounts } from '../accounts/index.js';
import { type KnownShop, ShopDirectory } from '../shops/index.js';
import type { LeasedImport } from './file-import.js';
import { ImportStopped } from './import-stopped.js';

/** Rights that were taken away are noticed this soon. */
const FRESH_MS = 2_000;

/** An import's work is done as the person who asked for it, by the rights the person has while it is done. */
@Injectable()
export class ActingPerson {
  constructor(
    private readonly database: Database,
    private readonly accounts: ActingAccounts,
    private readonly shops: ShopDirectory,
  ) {}

  of(one: LeasedImport): Acting {
    return new Acting(this.database, async () => {
      const principal = await this.accounts.find(one.actingAccountId, 'sales.write');
      const shop = principal === null ? null : await this.database.snapshot(principal, (tx) => this.shops.find(tx, one.shopDbId));
      if (principal === null || shop === null) throw new ImportStopped({ code: 'account-stopped', detail: '' });
      return { principal, shop };
    });
  }
}

interface Person {
  readonly principal: Principal;
  readonly shop: KnownShop;
}

export class Acting {
  private known: Person | null = null;
  private askedAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly ask: () => Promise<Person>,
  ) {}

  /** Throws ImportStopped where the account is disabled or has lost the shop's merchant. */
  async require(): Promise<Person> {
    if (this.known === null || performance.now() - this.askedAt > FRESH_MS) {
      this.known = await this.ask();
      this.askedAt = performance.now();
    }
    return this.known;
  }

  /** By the person's rights; finds rows of the import by its indexes, however few of them the planner thinks there are. */
  async transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const { principal } = await this.require();
    return this.database.transaction(principal, async (tx) => {
      await tx.preferIndexes();
      return work(tx);
    });
  }
}
