import { Injectable } from '@nestjs/common';
import { Database, type Principal } from '../../platform/database/index.js';
import type { Precondition } from '../../platform/http/index.js';
import type { PublicPageDto } from './public-page.dto.js';
import { PublicPageRepository } from './public-page.repository.js';

/** The switch of the public page. */
@Injectable()
export class PublicPages {
  constructor(
    private readonly database: Database,
    private readonly pages: PublicPageRepository,
  ) {}

  get(principal: Principal): Promise<PublicPageDto> {
    return this.database.snapshot(principal, (tx) => this.pages.get(tx));
  }

  change(principal: Principal, page: PublicPageDto, expected: Precondition): Promise<PublicPageDto> {
    return this.database.transaction(principal, async (tx) => {
      await expected.require(() => this.pages.getForChange(tx));
      await this.pages.set(tx, page);
      return this.pages.get(tx);
    });
  }
}
