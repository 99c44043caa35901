import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { CATEGORIES } from '../products/index.js';
import { PLATFORM_NAMES } from './platform-names.js';
import type { Subject } from './ranking-query.js';
import { RankingRepository } from './ranking.repository.js';

const CATEGORY_NAMES = new Map(CATEGORIES.map(({ code, name }) => [code, name]));

/** What the members of a page are called. */
@Injectable()
export class RankingNames {
  constructor(private readonly repository: RankingRepository) {}

  of(tx: Tx, subject: Subject, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (subject === 'categories') return Promise.resolve(CATEGORY_NAMES);
    if (subject === 'platforms') return Promise.resolve(PLATFORM_NAMES);
    return this.repository.names(tx, subject, ids);
  }
}
