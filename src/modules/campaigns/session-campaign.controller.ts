import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, IdOf, IdPipe, Write, type WriteRequest } from '../../platform/http/index.js';
import { AddedSessionsDto, NamedCampaign } from './campaign-session.dto.js';
import { CampaignSessions } from './campaign-sessions.service.js';

@ApiTags('campaigns')
@Access('sales')
@IdOf('live-session')
@Controller('api/v1/live-sessions')
export class SessionCampaignController {
  constructor(private readonly sessions: CampaignSessions) {}

  /** A merchant adds a session of its own to a campaign that is open. 409 `campaigns.closed`. */
  @Post(':id/join-campaign')
  @HttpCode(200)
  @ApiOkResponse({ type: AddedSessionsDto })
  join(@Write() write: WriteRequest, @Param('id', IdPipe) id: string, @Body() { campaignId }: NamedCampaign): Promise<AddedSessionsDto> {
    return this.sessions.join(write, id, campaignId);
  }

  /** And takes it off again. */
  @Post(':id/leave-campaign')
  @HttpCode(200)
  @ApiOkResponse({ type: AddedSessionsDto })
  leave(@Write() write: WriteRequest, @Param('id', IdPipe) id: string, @Body() { campaignId }: NamedCampaign): Promise<AddedSessionsDto> {
    return this.sessions.leave(write, id, campaignId);
  }
}
