import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdPipe, type Page, PageQuery, Write, type WriteRequest } from '../../platform/http/index.js';
import { ChangePlatformApp, CreatePlatformApp, PlatformAppDto, PlatformAppPage } from './platform-app.dto.js';
import { PlatformApps } from './platform-app.service.js';

@ApiTags('shops')
@Access('rules')
@Controller('api/v1/platform-apps')
export class PlatformAppController {
  constructor(private readonly apps: PlatformApps) {}

  /** An app on a platform whose credentials several shops share: create its shops with `appId` and `externalShopId`. */
  @Post()
  @ApiCreatedResponse({ type: PlatformAppDto })
  create(@Write() write: WriteRequest, @Body() body: CreatePlatformApp): Promise<PlatformAppDto> {
    return this.apps.create(write, body);
  }

  @Get()
  @ApiOkResponse({ type: PlatformAppPage })
  list(@CurrentPrincipal() principal: Principal, @Query() page: PageQuery): Promise<Page<PlatformAppDto>> {
    return this.apps.list(principal, page);
  }

  /** New credentials replace the old ones whole: during a rotation give both secrets. */
  @Patch(':id')
  @ApiOkResponse({ type: PlatformAppDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangePlatformApp,
  ): Promise<PlatformAppDto> {
    return this.apps.change(principal, id, body);
  }
}
