import { Inject, Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database, type Principal, SIGN_IN, type Tx } from '../../platform/database/index.js';
import { cursorId, type Page, type PageQuery, Precondition, toPage } from '../../platform/http/index.js';
import { hashOf, randomToken } from '../accounts/index.js';
import { BulletinError } from './bulletin.errors.js';
import { BulletinCopyRepository, type GivenCopy } from './bulletin-copy.repository.js';
import type { BulletinLinkDto, CreateLink, GivenBulletinDto, NewBulletinLinkDto } from './bulletin-link.dto.js';
import { type BulletinLink, BulletinLinkRepository } from './bulletin-link.repository.js';
import { requireMaker } from './bulletin-makers.js';
import { BulletinReading } from './bulletin-reading.service.js';

const DAY_MS = 24 * 3_600_000;

/** Links by which somebody without an account reads one issued bulletin, and nothing else. */
@Injectable()
export class BulletinLinks {
  constructor(
    private readonly database: Database,
    private readonly links: BulletinLinkRepository,
    private readonly copies: BulletinCopyRepository,
    private readonly reading: BulletinReading,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The token stands behind the #: browsers do not send that part, so it is in no log. */
  create(principal: Principal, id: string, { recipient, days }: CreateLink): Promise<NewBulletinLinkDto> {
    return this.database.transaction(principal, async (tx) => {
      const { divisionCode } = await this.reading.requireForChange(tx, id, ['issued', 'frozen'], Precondition.NONE);
      const { username } = requireMaker(principal, divisionCode);
      const createdAt = this.clock.now();
      const token = randomToken();
      const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
      const link = await this.links.insert(tx, id, hashOf(token), { recipient, createdBy: username, createdAt, expiresAt });
      return { ...toDto(link), url: `${this.config.publicUrl}/bulletin#${token}` };
    });
  }

  list(principal: Principal, id: string, { limit, cursor }: PageQuery): Promise<Page<BulletinLinkDto>> {
    return this.database.snapshot(principal, async (tx) => {
      await this.reading.require(tx, id);
      return toPage(await this.links.list(tx, id, cursorId(cursor), limit + 1), limit, toDto, (link) => [link.id]);
    });
  }

  async revoke(principal: Principal, id: string, linkId: string): Promise<void> {
    await this.database.transaction(principal, async (tx) => {
      if (!(await this.links.revoke(tx, id, linkId, this.clock.now()))) throw new BulletinError('bulletins.link-not-found', { id: linkId });
    });
  }

  open(token: string): Promise<GivenBulletinDto> {
    return this.database.transaction(SIGN_IN, async (tx) => {
      const copies = await this.requireCopies(tx, token);
      return given(copies);
    });
  }

  /** The latest copy, for a file. */
  latest(token: string): Promise<GivenCopy> {
    return this.database.transaction(SIGN_IN, async (tx) => latestOf(await this.requireCopies(tx, token)));
  }

  private async requireCopies(tx: Tx, token: string): Promise<GivenCopy[]> {
    const copies = await this.copies.byLink(tx, hashOf(token), this.clock.now());
    if (copies.length === 0) throw new BulletinError('bulletins.link-void');
    return copies;
  }
}

function latestOf(copies: readonly GivenCopy[]): GivenCopy {
  const latest = copies.at(-1);
  if (latest === undefined) throw new BulletinError('bulletins.link-void');
  return latest;
}

function given(copies: readonly GivenCopy[]): GivenBulletinDto {
  const { divisionCode, month, number, title, titleEn, body, bodyEn, notes, notesEn, figures, version, isFrozen, issuedAt } =
    latestOf(copies);
  return {
    ...{ divisionCode, month, number, title, titleEn, body, bodyEn, notes, notesEn, figures, version, isFrozen },
    issuedAt: beijingIso(issuedAt),
    copies: copies.map((copy) => ({ version: copy.version, reason: copy.reason, madeAt: beijingIso(copy.madeAt) })),
  };
}

function toDto({ id, recipient, createdBy, createdAt, expiresAt, revokedAt }: BulletinLink): BulletinLinkDto {
  return {
    ...{ id, recipient, createdBy },
    createdAt: beijingIso(createdAt),
    expiresAt: beijingIso(expiresAt),
    revokedAt: revokedAt === null ? null : beijingIso(revokedAt),
  };
}
