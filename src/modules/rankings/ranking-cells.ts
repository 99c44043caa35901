import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { measures } from './ranking-item.js';
import type { MeasuresDto } from './ranking.dto.js';
import { RankingNames } from './ranking-names.js';
import { isOrdersDefined, type Subject } from './ranking-query.js';
import { type Area, type CellRead, RankingRepository } from './ranking.repository.js';

/** One cell of a ranking by itself, for whoever explains it: what it shows comes from the ranking's own statement. */
@Injectable()
export class RankingCells {
  constructor(
    private readonly repository: RankingRepository,
    private readonly memberNames: RankingNames,
  ) {}

  async measures(tx: Tx, cell: CellRead): Promise<MeasuresDto> {
    return measures(await this.repository.cell(tx, cell), isOrdersDefined(cell.subject, cell.category, cell.map));
  }

  findArea(tx: Tx, code: string): Promise<Area | null> {
    return this.repository.findArea(tx, code);
  }

  names(tx: Tx, subject: Subject, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.memberNames.of(tx, subject, ids);
  }

  async findName(tx: Tx, subject: Subject, id: string): Promise<string | null> {
    return (await this.memberNames.of(tx, subject, [id])).get(id) ?? null;
  }
}
