import { Controller, Get, Headers, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, languageOf } from '../../platform/http/index.js';
import { FILE_TYPES } from '../../platform/spreadsheet/index.js';
import { RankingExport } from './ranking-export.service.js';
import { RankingExportQuery, SUBJECTS } from './ranking-query.js';
import { requireSubject } from './ranking-subject.js';

@ApiTags('rankings')
@Access('figures')
@Controller('api/v1/rankings')
export class RankingExportController {
  constructor(private readonly exports: RankingExport) {}

  /**
   * The whole ranking as a file, at most 50,000 rows: CSV (UTF-8 with mark, CRLF) or XLSX, with its definition, days and as-of time above it.
   * Chinese, or English by `Accept-Language`. Exports are recorded.
   */
  @Get(':subject/export')
  @ApiParam({ name: 'subject', enum: SUBJECTS })
  @ApiProduces(...Object.values(FILE_TYPES))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async download(
    @CurrentPrincipal() principal: Principal,
    @Param('subject') subject: string,
    @Query() query: RankingExportQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<StreamableFile> {
    const { content, disposition } = await this.exports.write(principal, requireSubject(subject), query, languageOf(accepted));
    return new StreamableFile(content, { type: FILE_TYPES[query.format], disposition, length: content.length });
  }
}
