import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdPipe,
  IfMatch,
  languageOf,
  type Page,
  PageQuery,
  Precondition,
  Tagged,
  Write,
  type WriteRequest,
} from '../../platform/http/index.js';
import { FILE_TYPES } from '../../platform/spreadsheet/index.js';
import { CampaignReportDto, ReportExportQuery, ReportQuery } from './campaign-report.dto.js';
import { CampaignReports } from './campaign-report.service.js';
import { AddCampaignSessions, AddedSessionsDto, CampaignSessionDto, CampaignSessionPage } from './campaign-session.dto.js';
import { CampaignSessions } from './campaign-sessions.service.js';
import { CampaignDto, CampaignPage, CampaignQuery, ChangeCampaign, CreateCampaign } from './campaign.dto.js';
import { CampaignService } from './campaign.service.js';
import { ReportExport } from './report-export.service.js';

@ApiTags('campaigns')
@Access('campaigns')
@Controller('api/v1/campaigns')
export class CampaignController {
  constructor(
    private readonly campaigns: CampaignService,
    private readonly sessions: CampaignSessions,
    private readonly reports: CampaignReports,
    private readonly exports: ReportExport,
  ) {}

  /** A campaign (活动). A bureau organises inside its own division; areas outside of it are refused with `auth.out-of-scope`. */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: CampaignDto })
  create(@Write() write: WriteRequest, @Body() body: CreateCampaign): Promise<CampaignDto> {
    return this.campaigns.create(write, body);
  }

  /** Campaigns that are not archived, the latest to begin first: a bureau sees those of its province, a merchant those that touch its home. */
  @Get()
  @ApiOkResponse({ type: CampaignPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: CampaignQuery): Promise<Page<CampaignDto>> {
    return this.campaigns.list(principal, query);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: CampaignDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<CampaignDto> {
    return this.campaigns.get(principal, id);
  }

  /** null clears what is optional. Sessions that no longer lie on its days stay on its list, and count again if they do. */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: CampaignDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeCampaign,
    @IfMatch() expected: Precondition,
  ): Promise<CampaignDto> {
    return this.campaigns.change(principal, id, body, expected);
  }

  /** Takes the campaign out of lists and of the ranking of campaigns; its report can still be read. */
  @Post(':id/archive')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: CampaignDto })
  archive(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @IfMatch() expected: Precondition,
  ): Promise<CampaignDto> {
    return this.campaigns.archive(principal, id, expected);
  }

  /** Those of its sessions that the asking account looks after, by start: added ones and those that are there by its rule. */
  @Get(':id/sessions')
  @ApiOkResponse({ type: CampaignSessionPage })
  listSessions(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Query() page: PageQuery,
  ): Promise<Page<CampaignSessionDto>> {
    return this.sessions.list(principal, id, page);
  }

  /** Adds sessions of the campaign's days, or links them to another partner. 400 `campaigns.session-outside-days`. */
  @Post(':id/sessions')
  @ApiCreatedResponse({ type: AddedSessionsDto })
  addSessions(@Write() write: WriteRequest, @Param('id', IdPipe) id: string, @Body() body: AddCampaignSessions): Promise<AddedSessionsDto> {
    return this.sessions.add(write, id, body);
  }

  /** Takes a session off the list; one that is there by the rule of the campaign stays by it. */
  @Delete(':id/sessions/:liveSessionId')
  @HttpCode(204)
  @ApiNoContentResponse()
  removeSession(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Param('liveSessionId', IdPipe) liveSessionId: string,
  ): Promise<void> {
    return this.sessions.remove(principal, id, liveSessionId);
  }

  /**
   * The report card: sessions held, popularity, sales and products sold, in all, by county, by partner and by merchant, and against the weeks
   * before, the edition before and, of festivals, the same days after the lunar new year of the year before. Sales are those of the sessions
   * that belong to the campaign, whatever the day; refunds are of these orders.
   */
  @Get(':id/report')
  @ApiOkResponse({ type: CampaignReportDto })
  report(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Query() { basis }: ReportQuery,
  ): Promise<CampaignReportDto> {
    return this.reports.report(principal, id, basis);
  }

  /** The report card as CSV (UTF-8 with mark, CRLF) or XLSX, in Chinese, or English by `Accept-Language`. Exports are recorded. */
  @Get(':id/report/export')
  @ApiProduces(...Object.values(FILE_TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async download(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Query() { basis, format }: ReportExportQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<StreamableFile> {
    const { content, disposition } = await this.exports.write(principal, id, basis, format, languageOf(accepted));
    return new StreamableFile(content, { type: FILE_TYPES[format], disposition, length: content.length });
  }
}
