import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import type { DivisionLevel } from '../../kernel/division-code.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, sqlFile } from '../../platform/database/index.js';
import { DivisionError } from './division.errors.js';
import type { DivisionPlaces, PlaceDto } from './division-places.dto.js';
import { DivisionRepository } from './division.repository.js';

const LIST_PLACES = sqlFile(import.meta.url, './sql/list-places.sql');
const OFFERED: readonly DivisionLevel[] = ['township', 'village'];
/** A county has at most some hundred villages; a city would be an answer of megabytes. */
const SMALL_ENOUGH: readonly DivisionLevel[] = ['county', 'township'];

/** The places of one county in one answer, for a phone that will have no signal when it needs them. */
@Injectable()
export class DivisionPlacesService {
  constructor(
    private readonly database: Database,
    private readonly divisions: DivisionRepository,
    private readonly clock: Clock,
  ) {}

  placesOf(principal: Principal, code: string): Promise<DivisionPlaces> {
    return this.database.snapshot(principal, async (tx) => {
      const division = await this.divisions.find(tx, code);
      if (division === null) throw new DivisionError('divisions.not-found', { code });
      if (!SMALL_ENOUGH.includes(division.level)) throw new DivisionError('divisions.too-large', { code });
      const items = await tx.query<PlaceDto>(LIST_PLACES, [code, OFFERED]);
      return { code, name: division.displayName, asOf: beijingIso(this.clock.now()), items };
    });
  }
}
