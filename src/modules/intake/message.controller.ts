import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdOf, type Page } from '../../platform/http/index.js';
import { ClassifyField, MessageFieldDto, MessageFieldPage, MessageFieldQuery } from './message-field.dto.js';
import { MessageFields } from './message-fields.service.js';
import {
  MessageBodyDto,
  MessageCountList,
  MessageCountQuery,
  MessageDto,
  MessagePage,
  MessageQuery,
  ReplayDto,
  ReplayMessages,
} from './message.dto.js';
import { Messages } from './message.service.js';
import { Replay } from './replay.service.js';

@ApiTags('messages')
@Access('intake')
@IdOf('message')
@Controller('api/v1')
export class MessageController {
  constructor(
    private readonly messages: Messages,
    private readonly replays: Replay,
    private readonly fields: MessageFields,
  ) {}

  /** Messages of shops, the latest received first. Without `shopId` those that need, or may need, a person. */
  @Get('messages')
  @ApiOkResponse({ type: MessagePage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: MessageQuery): Promise<Page<MessageDto>> {
    return this.messages.list(principal, query);
  }

  /** One message with its body as it is kept: without personal data. */
  @Get('messages/:id')
  @ApiOkResponse({ type: MessageBodyDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<MessageBodyDto> {
    return this.messages.get(principal, id);
  }

  /** How many messages need, or may need, a person, by shop, state and reason. */
  @Get('message-counts')
  @ApiOkResponse({ type: MessageCountList })
  count(@CurrentPrincipal() principal: Principal, @Query() query: MessageCountQuery): Promise<MessageCountList> {
    return this.messages.count(principal, query);
  }

  /**
   * Reads messages once more: named ones, or all that match. With `dryRun` nothing changes and the change in totals is told; without, they are applied
   * within seconds. One that is read a second time counts no second time.
   */
  @Post('messages/replay')
  @HttpCode(200)
  @ApiOkResponse({ type: ReplayDto })
  replay(@CurrentPrincipal() principal: Principal, @Body() body: ReplayMessages): Promise<ReplayDto> {
    return this.replays.run(principal, body);
  }

  /** Names of fields that no reader knows. They are kept until somebody says that they are personal. */
  @Get('message-fields')
  @ApiOkResponse({ type: MessageFieldPage })
  listFields(@CurrentPrincipal() principal: Principal, @Query() query: MessageFieldQuery): Promise<Page<MessageFieldDto>> {
    return this.fields.list(principal, query);
  }

  /** What a person says of a field: a personal one is removed at the door from then on. */
  @Access('rules')
  @Put('message-fields/:platform/:name')
  @ApiOkResponse({ type: MessageFieldDto })
  classify(
    @CurrentPrincipal() principal: Principal,
    @Param('platform') platform: string,
    @Param('name') name: string,
    @Body() { verdict }: ClassifyField,
  ): Promise<MessageFieldDto> {
    return this.fields.classify(principal, platform, name, verdict);
  }
}
