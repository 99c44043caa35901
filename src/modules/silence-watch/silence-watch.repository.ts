import { Injectable } from '@nestjs/common';
import type { DayRange } from '../../kernel/business-day.js';
import { sqlFile, type Tx } from '../../platform/database/index.js';
import type { Basis } from '../rankings/index.js';

const LAST_DAYS_OF_MERCHANTS = sqlFile(import.meta.url, './sql/last-days-of-merchants.sql');
const LAST_DAYS_OF_AREAS = sqlFile(import.meta.url, './sql/last-days-of-areas.sql');
const OPEN_MERCHANTS = `select id::text as id, name, division_code as "divisionCode" from merchant
  where id = any ($1::bigint[]) and archived_at is null`;

export interface OpenMerchant {
  readonly id: string;
  readonly name: string;
  readonly divisionCode: string;
}

@Injectable()
export class SilenceWatchRepository {
  /** Who is archived has closed and is not silent. */
  openMerchants(tx: Tx, ids: readonly string[]): Promise<OpenMerchant[]> {
    return tx.query<OpenMerchant>(OPEN_MERCHANTS, [ids]);
  }

  lastDaysOfMerchants(tx: Tx, ids: readonly string[], { from, to }: DayRange): Promise<Map<string, string>> {
    return this.lastDays(tx, LAST_DAYS_OF_MERCHANTS, [ids, from, to]);
  }

  lastDaysOfAreas(tx: Tx, codes: readonly string[], { from, to }: DayRange, level: string, basis: Basis): Promise<Map<string, string>> {
    return this.lastDays(tx, LAST_DAYS_OF_AREAS, [codes, from, to, level, basis]);
  }

  private async lastDays(tx: Tx, statement: string, parameters: readonly unknown[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; day: string }>(statement, parameters);
    return new Map(rows.map(({ id, day }) => [id, day]));
  }
}
