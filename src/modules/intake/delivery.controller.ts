import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdOf, type Page, PageQuery } from '../../platform/http/index.js';
import { ShopIdPipe } from '../shops/index.js';
import {
  AwaitingOrderDto,
  AwaitingOrderPage,
  AwaitingQuery,
  DeliveryDto,
  DeliveryHourList,
  DeliveryHourQuery,
  DeliveryPage,
  PulledDto,
  PullShop,
  TestMessageDto,
} from './delivery.dto.js';
import { DeliveryHealth } from './delivery-health.service.js';
import { TestMessages } from './test-message.service.js';

@ApiTags('messages')
@Access('intake')
@IdOf('shop')
@Controller('api/v1')
export class DeliveryController {
  constructor(
    private readonly health: DeliveryHealth,
    private readonly tests: TestMessages,
  ) {}

  /** How deliveries to each shop go: last message, the last 24 hours, lag, silence against the shop's own rhythm, open work. */
  @Get('deliveries')
  @ApiOkResponse({ type: DeliveryPage })
  list(@CurrentPrincipal() principal: Principal, @Query() page: PageQuery): Promise<Page<DeliveryDto>> {
    return this.health.list(principal, page);
  }

  /** Deliveries to a shop hour by hour; hours without any are left out. */
  @Get('shops/:id/deliveries')
  @ApiOkResponse({ type: DeliveryHourList })
  listHours(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Query() query: DeliveryHourQuery,
  ): Promise<DeliveryHourList> {
    return this.health.listHours(principal, shopDbId, query);
  }

  /** Orders of which a message spoke and whose details the platform has not given yet. */
  @Get('awaiting-orders')
  @ApiOkResponse({ type: AwaitingOrderPage })
  listAwaiting(@CurrentPrincipal() principal: Principal, @Query() query: AwaitingQuery): Promise<Page<AwaitingOrderDto>> {
    return this.health.listAwaiting(principal, query);
  }

  /** Sends a signed test message through the shop's own webhook address. It says nothing of sales. */
  @Post('shops/:id/test-message')
  @HttpCode(200)
  @ApiOkResponse({ type: TestMessageDto })
  test(@CurrentPrincipal() principal: Principal, @Param('id', ShopIdPipe) shopDbId: string): Promise<TestMessageDto> {
    return this.tests.send(principal, shopDbId);
  }

  /** Asks the shop's platform for everything that changed in the last hours. What is known already is found to be no news. */
  @Post('shops/:id/pull')
  @HttpCode(200)
  @ApiOkResponse({ type: PulledDto })
  pull(
    @CurrentPrincipal() principal: Principal,
    @Param('id', ShopIdPipe) shopDbId: string,
    @Body() { hours }: PullShop,
  ): Promise<PulledDto> {
    return this.health.pull(principal, shopDbId, hours);
  }
}
