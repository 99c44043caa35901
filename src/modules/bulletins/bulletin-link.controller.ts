import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdPipe, type Page, PageQuery, Public } from '../../platform/http/index.js';
import { FileQuery } from './bulletin.dto.js';
import { BulletinFiles, FILE_TYPES } from './bulletin-files.service.js';
import {
  BulletinLinkDto,
  BulletinLinkPage,
  CreateLink,
  GivenBulletinDto,
  NewBulletinLinkDto,
  OpenLink,
  OpenLinkFile,
} from './bulletin-link.dto.js';
import { BulletinLinks } from './bulletin-links.service.js';
import { fileAnswer } from './file-answer.js';

@ApiTags('bulletins')
@Access('bulletins')
@Controller('api/v1/bulletins')
export class BulletinLinkController {
  constructor(
    private readonly links: BulletinLinks,
    private readonly files: BulletinFiles,
  ) {}

  /** What a link is for, told to whoever has its token: the latest copy, and its revisions with their reasons. 404 `bulletins.link-void`. */
  @Public()
  @Post('open')
  @HttpCode(200)
  @ApiOkResponse({ type: GivenBulletinDto })
  open(@Body() { token }: OpenLink): Promise<GivenBulletinDto> {
    return this.links.open(token);
  }

  /** The same as a file. */
  @Public()
  @Post('open/file')
  @HttpCode(200)
  @ApiProduces(...Object.values(FILE_TYPES))
  async openFile(@Body() { token, format, language }: OpenLinkFile): Promise<StreamableFile> {
    return fileAnswer(await this.files.ofLink(token, format, language));
  }

  /** A bulletin to print or to hand over: PDF or a workbook. */
  @Get(':id/file')
  @ApiProduces(...Object.values(FILE_TYPES))
  async file(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Query() query: FileQuery,
  ): Promise<StreamableFile> {
    return fileAnswer(await this.files.of(principal, id, query));
  }

  /** A link to this issued bulletin alone, for somebody without an account; its address is shown this once. */
  @Post(':id/links')
  @ApiCreatedResponse({ type: NewBulletinLinkDto })
  create(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string, @Body() body: CreateLink): Promise<NewBulletinLinkDto> {
    return this.links.create(principal, id, body);
  }

  @Get(':id/links')
  @ApiOkResponse({ type: BulletinLinkPage })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Query() page: PageQuery,
  ): Promise<Page<BulletinLinkDto>> {
    return this.links.list(principal, id, page);
  }

  /** Revoked, a link opens nothing any more; it stays in the list. */
  @Delete(':id/links/:linkId')
  @HttpCode(204)
  @ApiNoContentResponse()
  revoke(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Param('linkId', IdPipe) linkId: string,
  ): Promise<void> {
    return this.links.revoke(principal, id, linkId);
  }
}
