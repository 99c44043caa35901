import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  CurrentPrincipal,
  IdOf,
  IdPipe,
  languageOf,
  type Page,
  TakesForms,
  Write,
  type WriteRequest,
} from '../../platform/http/index.js';
import { attachmentNamed, FILE_TYPES } from '../../platform/spreadsheet/index.js';
import { ImportDto, ImportIdDto, ImportPage, ImportQuery, TemplateQuery, UndoImport, WholeImportDto } from './import.dto.js';
import { ImportFiles } from './import-files.service.js';
import { Imports } from './import.service.js';
import { ImportUpload } from './import-upload.service.js';
import { multipartParts } from './multipart-parts.js';

const FORM = {
  schema: {
    type: 'object' as const,
    required: ['file', 'shopId'],
    properties: {
      file: { type: 'string' as const, format: 'binary', description: 'As the platform exported it: CSV or XLSX, at most 512 MB' },
      shopId: { type: 'string' as const, description: 'The shop it was exported from' },
    },
  },
};
const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** 导入文件: exports of platforms, uploaded as they are, previewed, committed, and taken back where they were wrong. */
@ApiTags('imports')
@Access('sales')
@IdOf('import')
@Controller('api/v1/imports')
export class ImportController {
  constructor(
    private readonly uploads: ImportUpload,
    private readonly imports: Imports,
    private readonly files: ImportFiles,
  ) {}

  /** Takes a file in and has it read; nothing counts before somebody commits it. 404 `shops.not-found`, 413 `imports.too-large`, 429 `imports.too-many-unread`. */
  @Post()
  @TakesForms()
  @ApiConsumes('multipart/form-data')
  @ApiBody(FORM)
  @ApiCreatedResponse({ type: ImportIdDto })
  create(@Write() write: WriteRequest, @Req() request: FastifyRequest): Promise<ImportIdDto> {
    return this.uploads.receive(write, multipartParts(request));
  }

  /** The newest first. */
  @Get()
  @ApiOkResponse({ type: ImportPage })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: ImportQuery,
    @Headers('accept-language') language?: string,
  ): Promise<Page<ImportDto>> {
    return this.imports.list(principal, query, languageOf(language));
  }

  /** Our own format with its headings, for sales of any platform or none. */
  @Get('template')
  @ApiProduces(...Object.values(FILE_TYPES))
  @ApiOkResponse(FILE)
  async template(@Query() { format }: TemplateQuery): Promise<StreamableFile> {
    const bytes = await this.files.template(format);
    return new StreamableFile(bytes, {
      type: FILE_TYPES[format],
      disposition: attachmentNamed('村播账本导入模板', format, 'cunbo-template'),
      length: bytes.length,
    });
  }

  /** How far it is, what was recognised, what it would change, and the first rows that cannot count. */
  @Get(':id')
  @ApiOkResponse({ type: WholeImportDto })
  get(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Headers('accept-language') language?: string,
  ): Promise<WholeImportDto> {
    return this.imports.get(principal, id, languageOf(language));
  }

  /** Every row that does not count, with its reason. */
  @Get(':id/errors.xlsx')
  @ApiProduces(FILE_TYPES.xlsx)
  @ApiOkResponse(FILE)
  async errors(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Headers('accept-language') language?: string,
  ): Promise<StreamableFile> {
    const { bytes, fileName } = await this.files.errors(principal, id, languageOf(language));
    return new StreamableFile(bytes, {
      type: FILE_TYPES.xlsx,
      disposition: attachmentNamed(fileName, 'xlsx', 'refused-rows'),
      length: bytes.length,
    });
  }

  /** Has the previewed orders counted. Asked for again it is answered as it stands; 409 `imports.not-in-state` while there is no preview. */
  @Post(':id/commit')
  @HttpCode(200)
  @ApiOkResponse({ type: WholeImportDto })
  commit(
    @Write() write: WriteRequest,
    @Param('id', IdPipe) id: string,
    @Headers('accept-language') language?: string,
  ): Promise<WholeImportDto> {
    return this.imports.commit({ write, id, language: languageOf(language) });
  }

  /** Takes back exactly what this import told; what others told stands. Asked for again it is answered as it stands. */
  @Post(':id/undo')
  @HttpCode(200)
  @ApiOkResponse({ type: WholeImportDto })
  undo(
    @Write() write: WriteRequest,
    @Param('id', IdPipe) id: string,
    @Body() { reason }: UndoImport,
    @Headers('accept-language') language?: string,
  ): Promise<WholeImportDto> {
    return this.imports.undo({ write, id, language: languageOf(language) }, reason);
  }
}
