import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdOf, IdPipe, type Page, PageQuery, Write, type WriteRequest } from '../../platform/http/index.js';
import { type ReadingDto, ReadingPage, RecordedReadingsDto, RecordReadings } from './session-reading.dto.js';
import { SessionReadingService } from './session-reading.service.js';

@ApiTags('live-sessions')
@Access('readings')
@IdOf('live-session')
@Controller('api/v1/live-sessions/:id/readings')
export class SessionReadingController {
  constructor(private readonly readings: SessionReadingService) {}

  /**
   * Adds points in time of a session. A point at an instant that has one replaces it whole; the same points again change nothing. A fall
   * of a counter is a reset: what is counted after it comes on top.
   */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ type: RecordedReadingsDto })
  record(@Write() write: WriteRequest, @Param('id', IdPipe) id: string, @Body() body: RecordReadings): Promise<RecordedReadingsDto> {
    return this.readings.record(write, id, body);
  }

  /** The points of a session in order of time. */
  @Get()
  @ApiOkResponse({ type: ReadingPage })
  list(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string, @Query() query: PageQuery): Promise<Page<ReadingDto>> {
    return this.readings.list(principal, id, query);
  }
}
