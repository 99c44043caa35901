import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { AccountScope, Role } from './role.js';

export interface ManagedAccount {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly divisionCode: string | null;
  readonly merchantIds: string[];
  readonly hostIds: string[];
  readonly isDisabled: boolean;
  readonly mustChangePassword: boolean;
  readonly hasSecondStep: boolean;
  readonly createdAt: Date;
  readonly revision: number;
}

export type NewAccount = Pick<ManagedAccount, 'username' | 'name' | 'role' | 'divisionCode' | 'mustChangePassword'> & {
  readonly passwordHash: string;
};

const COLUMNS = `id::text, username, name, role, division_code as "divisionCode", is_disabled as "isDisabled",
  must_change_password as "mustChangePassword", created_at as "createdAt", revision,
  exists (select from account_second_step w where w.account_id = account.id and w.confirmed_at is not null) as "hasSecondStep",
  array(select merchant_id::text from account_merchant m where m.account_id = account.id order by merchant_id) as "merchantIds",
  array(select host_id::text from account_host h where h.account_id = account.id order by host_id) as "hostIds"`;

/** Accounts as an operator looks after them; without their passwords. */
@Injectable()
export class ManagedAccountRepository {
  /** null: the username is taken. */
  async insert(tx: Tx, { username, name, role, divisionCode, passwordHash, mustChangePassword }: NewAccount): Promise<string | null> {
    const [row] = await tx.query<{ id: string }>(
      `insert into account (username, name, role, division_code, password_hash, must_change_password) values ($1, $2, $3, $4, $5, $6)
       on conflict on constraint account_username_once do nothing returning id::text`,
      [username, name, role, divisionCode, passwordHash, mustChangePassword],
    );
    return row?.id ?? null;
  }

  async isTaken(tx: Tx, username: string): Promise<boolean> {
    return (await tx.query('select from account where username = $1', [username])).length > 0;
  }

  async find(tx: Tx, id: string): Promise<ManagedAccount | null> {
    const [account] = await tx.query<ManagedAccount>(`select ${COLUMNS} from account where id = $1`, [id]);
    return account ?? null;
  }

  async lock(tx: Tx, id: string): Promise<void> {
    await tx.query('select from account where id = $1 for update', [id]);
  }

  async list(tx: Tx, afterId: string | null, limit: number): Promise<ManagedAccount[]> {
    return tx.query<ManagedAccount>(`select ${COLUMNS} from account where id > coalesce($1::bigint, 0) order by account.id limit $2`, [
      afterId,
      limit,
    ]);
  }

  async update(tx: Tx, { id, name, divisionCode, isDisabled }: ManagedAccount): Promise<void> {
    await tx.query('update account set name = $2, division_code = $3, is_disabled = $4, revision = revision + 1 where id = $1', [
      id,
      name,
      divisionCode,
      isDisabled,
    ]);
  }

  /** What stays is not touched: it is no change, and not recorded as one. */
  async setScope(tx: Tx, accountId: string, { merchantIds, hostIds }: Pick<AccountScope, 'merchantIds' | 'hostIds'>): Promise<void> {
    await tx.query('delete from account_merchant where account_id = $1 and merchant_id <> all ($2::bigint[])', [accountId, merchantIds]);
    await tx.query(
      'insert into account_merchant (account_id, merchant_id) select $1, id from unnest($2::bigint[]) id order by id on conflict do nothing',
      [accountId, merchantIds],
    );
    await tx.query('delete from account_host where account_id = $1 and host_id <> all ($2::bigint[])', [accountId, hostIds]);
    await tx.query(
      'insert into account_host (account_id, host_id) select $1, id from unnest($2::bigint[]) id order by id on conflict do nothing',
      [accountId, hostIds],
    );
  }

  /** Takes turns with whoever else takes an operator away. */
  async countOperators(tx: Tx): Promise<number> {
    const rows = await tx.query(`select id from account where role = 'operator' and not is_disabled order by id for update`);
    return rows.length;
  }
}
