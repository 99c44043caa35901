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
import {
  ChangeLiveSession,
  CreateLiveSession,
  type ListedLiveSessionDto,
  LiveSessionDto,
  LiveSessionPage,
  LiveSessionQuery,
} from './live-session.dto.js';
import { LiveSessionService } from './live-session.service.js';

@ApiTags('live-sessions')
@Access('sessions')
@IdOf('live-session')
@Controller('api/v1/live-sessions')
export class LiveSessionController {
  constructor(private readonly sessions: LiveSessionService) {}

  /** A live session (直播场次) of a merchant; past orders of its room, or of its shop at the time, become the session's. */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: LiveSessionDto })
  create(@Write() write: WriteRequest, @Body() body: CreateLiveSession): Promise<LiveSessionDto> {
    return this.sessions.create(write, body);
  }

  /** Sessions that are not archived, newest start first. */
  @Get()
  @ApiOkResponse({ type: LiveSessionPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: LiveSessionQuery): Promise<Page<ListedLiveSessionDto>> {
    return this.sessions.list(principal, query);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: LiveSessionDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<LiveSessionDto> {
    return this.sessions.get(principal, id);
  }

  /** Ends a session or corrects it; past sales move accordingly. null clears what is optional. */
  @Patch(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: LiveSessionDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: ChangeLiveSession,
    @IfMatch() expected: Precondition,
  ): Promise<LiveSessionDto> {
    return this.sessions.change(principal, id, body, expected);
  }

  /** Takes the session out of lists; its sales stay counted, but belong to no session or to another that fits. */
  @Post(':id/archive')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: LiveSessionDto })
  archive(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @IfMatch() expected: Precondition,
  ): Promise<LiveSessionDto> {
    return this.sessions.archive(principal, id, expected);
  }
}
