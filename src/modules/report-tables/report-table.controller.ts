import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
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
import { ReportFiguresDto } from './report-figures.dto.js';
import { ReportFigures } from './report-figures.service.js';
import { ReportImport } from './report-import.service.js';
import {
  ChangeReportTable,
  CreateReportTable,
  ExportQuery,
  ImportedReportDto,
  ImportReportValues,
  ReportTableDto,
  ReportTableItemDto,
  ReportTablePage,
  ReportTableQuery,
} from './report-table.dto.js';
import { ReportTables } from './report-table.service.js';

/** 数字报表: a bureau's table of indicators by area, each with what was reached since January and its growth. */
@ApiTags('report-tables')
@Access('reports')
@Controller('api/v1/report-tables')
export class ReportTableController {
  constructor(
    private readonly tables: ReportTables,
    private readonly figures: ReportFigures,
    private readonly imports: ReportImport,
  ) {}

  /** A table of a division, by its own bureau or an operator: else 403 `auth.out-of-scope`. */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: ReportTableDto })
  create(@Write() write: WriteRequest, @Body() body: CreateReportTable): Promise<ReportTableDto> {
    return this.tables.create(write, body);
  }

  /** The newest first: those of one's own division, of what lies in it, and of what it lies in. */
  @Get()
  @ApiOkResponse({ type: ReportTablePage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: ReportTableQuery): Promise<Page<ReportTableItemDto>> {
    return this.tables.list(principal, query);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: ReportTableDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<ReportTableDto> {
    return this.tables.get(principal, id);
  }

  /** Lists are replaced whole; of the cells only those that are named are set. */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: ReportTableDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeReportTable,
    @IfMatch() expected: Precondition,
  ): Promise<ReportTableDto> {
    return this.tables.change(principal, id, body, expected);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  delete(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<void> {
    return this.tables.delete(principal, id);
  }

  /**
   * Values from a file with the columns 指标, 单位, 期间 and two for every area (`朔城区累计`, `朔城区同比%`). 400 `report-tables.unknown-head`,
   * `report-tables.unreadable-file`; single rows that cannot be read are told with their number and reason.
   */
  @Post(':id/import')
  @HttpCode(200)
  @Conditional()
  @ApiOkResponse({ type: ImportedReportDto })
  import(
    @Write() write: WriteRequest,
    @Param('id', IdPipe) id: string,
    @Body() body: ImportReportValues,
    @IfMatch() expected: Precondition,
  ): Promise<ImportedReportDto> {
    return this.imports.import(write, id, body, expected);
  }

  /** The table as it is printed: typed and counted figures, sums, what is left over, notes. */
  @Get(':id/figures')
  @ApiOkResponse({ type: ReportFiguresDto })
  readFigures(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<ReportFiguresDto> {
    return this.figures.get(principal, id);
  }

  /** The same as a file: a spreadsheet set to print, a PDF with its type embedded, or CSV that can be imported again. */
  @Get(':id/export')
  @ApiOkResponse({ description: 'The file', content: { 'application/octet-stream': {} } })
  async export(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Query() { format }: ExportQuery,
  ): Promise<StreamableFile> {
    const { bytes, type, name } = await this.figures.export(principal, id, format);
    const disposition = `attachment; filename="report.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`;
    return new StreamableFile(bytes, { type, disposition, length: bytes.length });
  }
}
