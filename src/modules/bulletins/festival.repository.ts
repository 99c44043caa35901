import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import type { Festival, FestivalDays } from './festival-calendar.js';

const COLUMNS = `festival, year, to_char(first_day, 'YYYY-MM-DD') as "firstDay", to_char(last_day, 'YYYY-MM-DD') as "lastDay"`;

@Injectable()
export class FestivalRepository {
  /** How many were new or other than known. */
  async save(tx: Tx, days: readonly FestivalDays[]): Promise<number> {
    const rows = await tx.query(
      `insert into calendar_festival as known (festival, year, first_day, last_day)
       select * from unnest($1::text[], $2::integer[], $3::date[], $4::date[])
       on conflict (festival, year) do update set first_day = excluded.first_day, last_day = excluded.last_day
       where (known.first_day, known.last_day) <> (excluded.first_day, excluded.last_day)
       returning festival`,
      [
        days.map(({ festival }) => festival),
        days.map(({ year }) => year),
        days.map(({ firstDay }) => firstDay),
        days.map(({ lastDay }) => lastDay),
      ],
    );
    return rows.length;
  }

  async find(tx: Tx, festival: Festival, year: number): Promise<FestivalDays | null> {
    const [days] = await tx.query<FestivalDays>(`select ${COLUMNS} from calendar_festival where festival = $1 and year = $2`, [
      festival,
      year,
    ]);
    return days ?? null;
  }

  ofYear(tx: Tx, year: number): Promise<FestivalDays[]> {
    return tx.query<FestivalDays>(`select ${COLUMNS} from calendar_festival where year = $1`, [year]);
  }
}
