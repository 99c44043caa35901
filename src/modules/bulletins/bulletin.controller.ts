import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdPipe,
  IfMatch,
  type Page,
  Precondition,
  Tagged,
  Write,
  type WriteRequest,
} from '../../platform/http/index.js';
import {
  BulletinDto,
  BulletinPage,
  BulletinQuery,
  BulletinSummaryDto,
  CoverageDto,
  CoverageQuery,
  CreateBulletin,
  DifferencesDto,
  EditBulletin,
  IssueBulletin,
  ReviseBulletin,
  VersionQuery,
  WithdrawBulletin,
} from './bulletin.dto.js';
import { BulletinLife } from './bulletin-life.service.js';
import { BulletinReading } from './bulletin-reading.service.js';
import { BulletinRevisions } from './bulletin-revisions.service.js';
import { Bulletins } from './bulletins.service.js';

@ApiTags('bulletins')
@Access('bulletins')
@Controller('api/v1/bulletins')
export class BulletinController {
  constructor(
    private readonly bulletins: Bulletins,
    private readonly life: BulletinLife,
    private readonly revisions: BulletinRevisions,
    private readonly reading: BulletinReading,
  ) {}

  /**
   * Drafts the bulletin of a closed month, figures and text. By the bureau of the division itself or an operator: else 403 `bulletins.not-yours`.
   * 409 `bulletins.month-open` while the month runs, `bulletins.exists`.
   */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: BulletinDto })
  create(@Write() write: WriteRequest, @Body() body: CreateBulletin): Promise<BulletinDto> {
    return this.bulletins.create(write, body);
  }

  /** Newest month first: all of one’s own division and those inside it, and the issued ones of the province. */
  @Get()
  @ApiOkResponse({ type: BulletinPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: BulletinQuery): Promise<Page<BulletinSummaryDto>> {
    return this.bulletins.list(principal, query);
  }

  /** Whether a range of a division lies in months with issued bulletins, of the division or the one above it: such figures may be marked 已结. */
  @Access('figures')
  @Get('coverage')
  @ApiOkResponse({ type: CoverageDto })
  coverage(@CurrentPrincipal() principal: Principal, @Query() query: CoverageQuery): Promise<CoverageDto> {
    return this.reading.coverage(principal, query);
  }

  /** As it was issued, or one of its revisions (`version`); before that the draft. */
  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: BulletinDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string, @Query() { version }: VersionQuery): Promise<BulletinDto> {
    return this.reading.get(principal, id, version);
  }

  /** Another text, title or number of a draft. Whoever changes it neither checks nor issues it. */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: BulletinDto })
  edit(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: EditBulletin,
    @IfMatch() expected: Precondition,
  ): Promise<BulletinDto> {
    return this.bulletins.edit(principal, id, body, expected);
  }

  /** Makes a draft anew of the ledger of now, its text too. */
  @Post(':id/recompute')
  @HttpCode(200)
  @Tagged()
  @ApiOkResponse({ type: BulletinDto })
  recompute(@Write() write: WriteRequest, @Param('id', IdPipe) id: string): Promise<BulletinDto> {
    return this.bulletins.recompute(write, id);
  }

  /** Checked by somebody who had no hand in the draft (409 `bulletins.same-person`); figures and text are fixed from here on. */
  @Post(':id/check')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: BulletinDto })
  check(@Write() write: WriteRequest, @Param('id', IdPipe) id: string, @IfMatch() expected: Precondition): Promise<BulletinDto> {
    return this.life.check(write, id, expected);
  }

  /** Issued by a third person (409 `bulletins.same-person`): kept as a copy that never changes. */
  @Post(':id/issue')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: BulletinDto })
  issue(
    @Write() write: WriteRequest,
    @Param('id', IdPipe) id: string,
    @Body() body: IssueBulletin,
    @IfMatch() expected: Precondition,
  ): Promise<BulletinDto> {
    return this.life.issue(write, id, body, expected);
  }

  /** Freezes an issued bulletin before its day: it cannot be withdrawn any more. */
  @Post(':id/freeze')
  @HttpCode(200)
  @Tagged()
  @ApiOkResponse({ type: BulletinDto })
  freeze(@Write() write: WriteRequest, @Param('id', IdPipe) id: string): Promise<BulletinDto> {
    return this.life.freeze(write, id);
  }

  /** Takes it back, with a reason, as long as it is not frozen; it stays on record, and another one may be made. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Tagged()
  @ApiOkResponse({ type: BulletinDto })
  withdraw(@Write() write: WriteRequest, @Param('id', IdPipe) id: string, @Body() { reason }: WithdrawBulletin): Promise<BulletinDto> {
    return this.life.withdraw(write, id, reason);
  }

  /** Where the ledger of now differs from the latest copy, figure by figure. */
  @Get(':id/differences')
  @ApiOkResponse({ type: DifferencesDto })
  differences(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<DifferencesDto> {
    return this.revisions.differences(principal, id);
  }

  /** A revision with its reason: a new copy of the figures of now beside the old one, which stays. 409 `bulletins.nothing-differs`. */
  @Post(':id/revisions')
  @ApiCreatedResponse({ type: BulletinDto })
  revise(@Write() write: WriteRequest, @Param('id', IdPipe) id: string, @Body() body: ReviseBulletin): Promise<BulletinDto> {
    return this.revisions.revise(write, id, body);
  }
}
