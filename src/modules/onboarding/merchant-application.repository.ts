import { Injectable } from '@nestjs/common';
import { type Tx, violatedConstraint } from '../../platform/database/index.js';
import { nameTaken } from '../accounts/index.js';
import type { MerchantKind } from '../merchants/index.js';
import type { ApplicationState } from './merchant-application.dto.js';

export interface MerchantApplication {
  readonly id: string;
  readonly name: string;
  readonly kind: MerchantKind;
  readonly divisionCode: string;
  readonly contactName: string | null;
  readonly username: string | null;
  readonly note: string | null;
  readonly state: ApplicationState;
  readonly appliedAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  readonly merchantId: string | null;
  readonly accountId: string | null;
}

export interface NewApplication {
  readonly name: string;
  readonly kind: MerchantKind;
  readonly divisionCode: string;
  readonly contactName: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly note: string | null;
  readonly appliedAt: Date;
}

export interface Decision {
  readonly at: Date;
  readonly by: string;
}

const COLUMNS = `id::text, name, kind, division_code as "divisionCode", contact_name as "contactName", username, note, state,
  applied_at as "appliedAt", decided_at as "decidedAt", decided_by as "decidedBy", reason, merchant_id::text as "merchantId",
  account_id::text as "accountId"`;

/** Applications of merchants. The password goes in here and comes out nowhere but as the account's. */
@Injectable()
export class MerchantApplicationRepository {
  /** Whether somebody who waits has asked for the username. */
  async isWanted(tx: Tx, username: string): Promise<boolean> {
    return (await tx.query(`select from merchant_application where username = $1 and state = 'waiting'`, [username])).length > 0;
  }

  /** Two that wait never want the same username. */
  async insert(tx: Tx, application: NewApplication): Promise<string> {
    const { name, kind, divisionCode, contactName, username, passwordHash, note, appliedAt } = application;
    try {
      const { id } = await tx.one<{ id: string }>(
        `insert into merchant_application (name, kind, division_code, contact_name, username, password_hash, note, applied_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning id::text`,
        [name, kind, divisionCode, contactName, username, passwordHash, note, appliedAt],
      );
      return id;
    } catch (error) {
      if (violatedConstraint(error) === 'merchant_application_username_once') throw nameTaken(username);
      throw error;
    }
  }

  list(tx: Tx, state: ApplicationState | undefined, afterId: string, count: number): Promise<MerchantApplication[]> {
    return tx.query<MerchantApplication>(
      `select ${COLUMNS} from merchant_application where id > $1 and ($2::text is null or state = $2) order by merchant_application.id limit $3`,
      [afterId, state ?? null, count],
    );
  }

  /** Locks the row, so that of two who decide at once the second finds it decided. */
  async findForDecision(tx: Tx, id: string): Promise<MerchantApplication | null> {
    const [application] = await tx.query<MerchantApplication>(`select ${COLUMNS} from merchant_application where id = $1 for update`, [id]);
    return application ?? null;
  }

  /** The account of the lead; null: the username was given to somebody meanwhile. */
  async openLeadAccount(tx: Tx, id: string, merchantId: string): Promise<string | null> {
    return (await tx.one<{ id: string | null }>('select open_lead_account($1, $2)::text as id', [id, merchantId])).id;
  }

  approve(tx: Tx, id: string, made: { merchantId: string; accountId: string }, { at, by }: Decision): Promise<MerchantApplication> {
    return tx.one<MerchantApplication>(
      `update merchant_application set state = 'approved', password_hash = null, merchant_id = $2, account_id = $3, decided_at = $4, decided_by = $5
       where id = $1 returning ${COLUMNS}`,
      [id, made.merchantId, made.accountId, at, by],
    );
  }

  refuse(tx: Tx, id: string, reason: string, { at, by }: Decision): Promise<MerchantApplication> {
    return tx.one<MerchantApplication>(
      `update merchant_application set state = 'refused', reason = $2, decided_at = $3, decided_by = $4,
         password_hash = null, contact_name = null, username = null, note = null
       where id = $1 returning ${COLUMNS}`,
      [id, reason, at, by],
    );
  }
}
