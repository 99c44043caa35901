import { Injectable } from '@nestjs/common';
import { businessDayOf } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { definedOnly, OnceWriter, type Page, Precondition, toPage, type WriteRequest } from '../../platform/http/index.js';
import { contentOf } from './bulletin-content.js';
import { placeOf } from './bulletin-cursor.js';
import type { BulletinDto, BulletinQuery, BulletinSummaryDto, CreateBulletin, EditBulletin } from './bulletin.dto.js';
import { BulletinError } from './bulletin.errors.js';
import { BulletinFigures } from './bulletin-figures.service.js';
import { requireMaker } from './bulletin-makers.js';
import { isClosed } from './bulletin-month.js';
import { BulletinReading } from './bulletin-reading.service.js';
import { type Bulletin, BulletinRepository } from './bulletin.repository.js';
import { bulletinSummary } from './bulletin-view.js';

/** Drafts: made of the figures of now, made anew, written over. Figures are read in one snapshot before they are stored. */
@Injectable()
export class Bulletins {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly bulletins: BulletinRepository,
    private readonly figures: BulletinFigures,
    private readonly reading: BulletinReading,
    private readonly clock: Clock,
  ) {}

  async create(write: WriteRequest, body: CreateBulletin): Promise<BulletinDto> {
    const { divisionCode, month, basis, refundView, number = null } = body;
    const { accountId, username } = requireMaker(write.principal, divisionCode);
    const now = this.clock.now();
    if (!isClosed(month, businessDayOf(now))) throw new BulletinError('bulletins.month-open', { month }, '/month');
    const wanted = { divisionCode, month, basis, refundView };
    const figures = await this.database.snapshot(write.principal, (tx) => this.figures.read(tx, wanted, now));
    return this.writer.run(write, async (tx) => {
      const made = { ...wanted, ...contentOf(figures, number), authorId: accountId, draftedBy: username, draftedAt: now };
      return this.reading.view(tx, await this.bulletins.insert(tx, made));
    });
  }

  list(principal: Principal, { divisionCode, month, state, limit, cursor }: BulletinQuery): Promise<Page<BulletinSummaryDto>> {
    const after = placeOf(cursor);
    const filter = { divisionCode: divisionCode ?? null, month: month ?? null, state: state ?? null };
    const now = this.clock.now();
    return this.database.snapshot(principal, async (tx) =>
      toPage(
        await this.bulletins.list(tx, filter, now, after, limit + 1),
        limit,
        (listed) => bulletinSummary(listed, now),
        (listed) => [listed.month, listed.id],
      ),
    );
  }

  edit(principal: Principal, id: string, changes: EditBulletin, expected: Precondition): Promise<BulletinDto> {
    return this.database.transaction(principal, async (tx) => {
      const draft = await this.reading.requireForChange(tx, id, ['draft'], expected);
      const { accountId } = requireMaker(principal, draft.divisionCode);
      return this.reading.view(tx, await this.bulletins.rewrite(tx, id, { ...draft, ...definedOnly(changes) }, accountId));
    });
  }

  /** The figures and the text of now; what somebody has written into the old text is lost, the number is not. */
  async recompute(write: WriteRequest, id: string): Promise<BulletinDto> {
    const now = this.clock.now();
    const figures = await this.database.snapshot(write.principal, async (tx) =>
      this.figures.read(tx, await this.requireDraft(tx, id), now),
    );
    return this.writer.run(write, async (tx) => {
      const draft = await this.reading.requireForChange(tx, id, ['draft'], Precondition.NONE);
      const { accountId } = requireMaker(write.principal, draft.divisionCode);
      return this.reading.view(tx, await this.bulletins.rewrite(tx, id, contentOf(figures, draft.number), accountId));
    });
  }

  private async requireDraft(tx: Tx, id: string): Promise<Pick<Bulletin, 'divisionCode' | 'month' | 'basis' | 'refundView'>> {
    const { divisionCode, month, basis, refundView } = await this.reading.require(tx, id);
    return { divisionCode, month, basis, refundView };
  }
}
