import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdOf,
  IdPipe,
  IfMatch,
  type Page,
  Precondition,
  Tagged,
  Write,
  type WriteRequest,
} from '../../platform/http/index.js';
import { ChangeHost, CreateHost, HostDto, HostPage, HostQuery } from './host.dto.js';
import { HostService } from './host.service.js';

@ApiTags('hosts')
@Access('sales')
@IdOf('host')
@Controller('api/v1/hosts')
export class HostController {
  constructor(private readonly hosts: HostService) {}

  /** A host (主播) of a merchant; past orders that carry the platform id become the host's. 409 if the merchant has that id already. */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: HostDto })
  create(@Write() write: WriteRequest, @Body() body: CreateHost): Promise<HostDto> {
    return this.hosts.create(write, body);
  }

  /** Hosts that are not archived, by id. */
  @Get()
  @ApiOkResponse({ type: HostPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: HostQuery): Promise<Page<HostDto>> {
    return this.hosts.list(principal, query);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: HostDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<HostDto> {
    return this.hosts.get(principal, id);
  }

  /** Another platform id moves past sales, too; null clears it. */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: HostDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeHost,
    @IfMatch() expected: Precondition,
  ): Promise<HostDto> {
    return this.hosts.change(principal, id, body, expected);
  }

  /** Orders no longer find the host by its platform id; sessions that name it keep it. */
  @Post(':id/archive')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: HostDto })
  archive(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string, @IfMatch() expected: Precondition): Promise<HostDto> {
    return this.hosts.archive(principal, id, expected);
  }
}
