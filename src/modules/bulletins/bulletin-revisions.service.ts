import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { definedOnly, OnceWriter, Precondition, type WriteRequest } from '../../platform/http/index.js';
import { contentOf } from './bulletin-content.js';
import type { BulletinDto, DifferencesDto, ReviseBulletin } from './bulletin.dto.js';
import { BulletinError } from './bulletin.errors.js';
import { type BulletinCopy, BulletinCopyRepository } from './bulletin-copy.repository.js';
import { differencesOf } from './bulletin-differences.js';
import { BulletinFigures } from './bulletin-figures.service.js';
import type { BulletinFiguresDto } from './bulletin-figures.dto.js';
import { requireMaker } from './bulletin-makers.js';
import { BulletinReading } from './bulletin-reading.service.js';

interface Compared {
  readonly latest: BulletinCopy;
  readonly figures: BulletinFiguresDto;
}

/** What the ledger of now says of an issued bulletin, and revisions: new copies beside the old one, each with its reason. */
@Injectable()
export class BulletinRevisions {
  constructor(
    private readonly database: Database,
    private readonly writer: OnceWriter,
    private readonly copies: BulletinCopyRepository,
    private readonly figures: BulletinFigures,
    private readonly reading: BulletinReading,
    private readonly clock: Clock,
  ) {}

  differences(principal: Principal, id: string): Promise<DifferencesDto> {
    const now = this.clock.now();
    return this.database.snapshot(principal, async (tx) => {
      const { latest, figures } = await this.compare(tx, id, now);
      return { version: latest.version, asOf: beijingIso(now), items: differencesOf(latest.figures, figures) };
    });
  }

  async revise(write: WriteRequest, id: string, { reason, ...texts }: ReviseBulletin): Promise<BulletinDto> {
    const now = this.clock.now();
    const { latest, figures } = await this.database.snapshot(write.principal, (tx) => this.compare(tx, id, now));
    if (texts.body === undefined && differencesOf(latest.figures, figures).length === 0)
      throw new BulletinError('bulletins.nothing-differs', { id });
    return this.writer.run(write, async (tx) => {
      const bulletin = await this.reading.requireForChange(tx, id, ['issued', 'frozen'], Precondition.NONE);
      const { username } = requireMaker(write.principal, bulletin.divisionCode);
      const version = (await this.latestVersion(tx, id)) + 1;
      const content = { ...contentOf(figures, bulletin.number), title: bulletin.title, titleEn: bulletin.titleEn, ...definedOnly(texts) };
      await this.copies.insert(tx, id, content, { version, reason, madeBy: username, madeAt: now });
      return this.reading.view(tx, bulletin, version);
    });
  }

  private async compare(tx: Tx, id: string, now: Date): Promise<Compared> {
    const bulletin = await this.reading.require(tx, id);
    if (bulletin.state !== 'issued') throw new BulletinError('bulletins.wrong-state', { id, state: bulletin.state });
    const latest = await this.reading.requireCopy(tx, id, await this.latestVersion(tx, id));
    const { divisionCode, month, basis, refundView } = bulletin;
    return { latest, figures: await this.figures.read(tx, { divisionCode, month, basis, refundView }, now) };
  }

  private async latestVersion(tx: Tx, id: string): Promise<number> {
    return (await this.copies.heads(tx, id)).at(-1)?.version ?? 0;
  }
}
