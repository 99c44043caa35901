import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdOf, languageOf, type Page, Write, type WriteRequest } from '../../platform/http/index.js';
import { ReviewItemDto, ReviewItemPage, ReviewQuery, SettleReview } from './review-item.dto.js';
import { ReviewItems } from './review-item.service.js';

const LANGUAGE = { name: 'accept-language', required: false, description: 'zh or en: the language of the reasons' };

@ApiTags('review-items')
@Access('review')
@IdOf('order', 'orderId')
@Controller('api/v1/review-items')
export class ReviewItemController {
  constructor(private readonly items: ReviewItems) {}

  /** Orders in which something is strange (待核订单), the latest first. Their amounts are counted as said. */
  @Get()
  @ApiHeader(LANGUAGE)
  @ApiOkResponse({ type: ReviewItemPage })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query() query: ReviewQuery,
    @Headers('accept-language') language?: string,
  ): Promise<Page<ReviewItemDto>> {
    return this.items.list(principal, query, languageOf(language));
  }

  /** Says that the order has been looked at. It counts as before; when its flags change afterwards, it is open again. */
  @Post(':orderId/settle')
  @HttpCode(200)
  @ApiHeader(LANGUAGE)
  @ApiOkResponse({ type: ReviewItemDto })
  settle(
    @Write() write: WriteRequest,
    @Param('orderId') orderId: string,
    @Body() body: SettleReview,
    @Headers('accept-language') language?: string,
  ): Promise<ReviewItemDto> {
    return this.items.settle(write, orderId, body.note, languageOf(language));
  }
}
