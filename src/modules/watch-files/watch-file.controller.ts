import { Controller, Get, Headers, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, languageOf } from '../../platform/http/index.js';
import { FILE_TYPES } from '../../platform/spreadsheet/index.js';
import { IndicatorFileQuery, PriceFileQuery, SilenceFileQuery, StockFileQuery, TargetFileQuery } from './watch-file.dto.js';
import { type Asked, type SheetMaker, WatchFiles, type WatchTable } from './watch-file.service.js';
import { WatchTables } from './watch-tables.js';

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('county-watch')
@Access('county-watch')
@ApiProduces(...Object.values(FILE_TYPES))
@Controller('api/v1')
export class WatchFileController {
  constructor(
    private readonly files: WatchFiles,
    private readonly tables: WatchTables,
  ) {}

  /** As CSV (UTF-8 with mark) or XLSX, with its days, rules and as-of time above it, in the language of `Accept-Language`. Recorded, like the others. */
  @Get('headline-indicators/export')
  @ApiOkResponse(FILE)
  indicators(
    @CurrentPrincipal() principal: Principal,
    @Query() query: IndicatorFileQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<StreamableFile> {
    return this.send(principal, 'indicators', query, this.tables.indicatorsOf(principal, query), accepted);
  }

  @Get('merchant-stock/export')
  @ApiOkResponse(FILE)
  stock(
    @CurrentPrincipal() principal: Principal,
    @Query() query: StockFileQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<StreamableFile> {
    return this.send(principal, 'merchants', query, this.tables.stockOf(principal, query), accepted);
  }

  @Get('sales-targets/export')
  @ApiOkResponse(FILE)
  targets(
    @CurrentPrincipal() principal: Principal,
    @Query() query: TargetFileQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<StreamableFile> {
    return this.send(principal, 'targets', query, this.tables.targetsOf(principal, query), accepted);
  }

  @Get('unit-prices/export')
  @ApiOkResponse(FILE)
  prices(
    @CurrentPrincipal() principal: Principal,
    @Query() query: PriceFileQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<StreamableFile> {
    return this.send(principal, 'prices', query, this.tables.pricesOf(principal, query), accepted);
  }

  @Get('fallen-silent/export')
  @ApiOkResponse(FILE)
  silent(
    @CurrentPrincipal() principal: Principal,
    @Query() query: SilenceFileQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<StreamableFile> {
    return this.send(principal, 'silence', query, this.tables.silentOf(principal, query), accepted);
  }

  private async send(
    principal: Principal,
    table: WatchTable,
    query: Asked,
    sheetOf: SheetMaker,
    accepted: string | undefined,
  ): Promise<StreamableFile> {
    const { content, disposition } = await this.files.write(principal, table, query, languageOf(accepted), sheetOf);
    return new StreamableFile(content, { type: FILE_TYPES[query.format], disposition, length: content.length });
  }
}
