import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdPipe,
  type Page,
  PageQuery,
  Write,
  type WriteRequest,
  IfMatch,
  Precondition,
  Tagged,
} from '../../platform/http/index.js';
import { ChangePlatformApp, CreatePlatformApp, PlatformAppDto, PlatformAppPage } from './platform-app.dto.js';
import { PlatformApps } from './platform-app.service.js';

@ApiTags('shops')
@Access('rules')
@Controller('api/v1/platform-apps')
export class PlatformAppController {
  constructor(private readonly apps: PlatformApps) {}

  /** An app on a platform whose credentials several shops share: create its shops with `appId` and `externalShopId`. */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: PlatformAppDto })
  create(@Write() write: WriteRequest, @Body() body: CreatePlatformApp): Promise<PlatformAppDto> {
    return this.apps.create(write, body);
  }

  @Get()
  @ApiOkResponse({ type: PlatformAppPage })
  list(@CurrentPrincipal() principal: Principal, @Query() page: PageQuery): Promise<Page<PlatformAppDto>> {
    return this.apps.list(principal, page);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: PlatformAppDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<PlatformAppDto> {
    return this.apps.get(principal, id);
  }

  /** New credentials replace the old ones whole: during a rotation give both secrets. */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: PlatformAppDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangePlatformApp,
    @IfMatch() expected: Precondition,
  ): Promise<PlatformAppDto> {
    return this.apps.change(principal, id, body, expected);
  }
}
