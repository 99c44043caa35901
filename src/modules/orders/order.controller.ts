import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdOf,
  IfMatch,
  type Page,
  Precondition,
  Tagged,
  Write,
  type WriteRequest,
} from '../../platform/http/index.js';
import { HandOrders } from './hand-order.service.js';
import { CorrectOrder, type ListedOrderDto, LogOrder, LogRefund, OrderDto, OrderPage, OrderQuery, VoidOrder } from './order.dto.js';
import { OrderReading } from './order-reading.service.js';

@ApiTags('orders')
@Access('sales')
@IdOf('order')
@Controller('api/v1/orders')
export class OrderController {
  constructor(
    private readonly hand: HandOrders,
    private readonly reading: OrderReading,
  ) {}

  /** Logs an order by hand; it is paid. Money in fen. 409 when it is logged already; with a platform's shop and number, what the platform says wins. */
  @Post()
  @Tagged()
  @ApiCreatedResponse({ type: OrderDto })
  log(@Write() write: WriteRequest, @Body() body: LogOrder): Promise<OrderDto> {
    return this.hand.log(write, body);
  }

  /** Orders of one shop: by order number, or those paid on some days, the newest payment first. */
  @Get()
  @ApiOkResponse({ type: OrderPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: OrderQuery): Promise<Page<ListedOrderDto>> {
    return this.reading.list(principal, query);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: OrderDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<OrderDto> {
    return this.reading.get(principal, id);
  }

  /** Corrects a hand-logged order: the body is the whole order as it should be. 409 if the platform reports it or it is void. */
  @Put(':id')
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: OrderDto })
  correct(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Body() body: CorrectOrder,
    @IfMatch() expected: Precondition,
  ): Promise<OrderDto> {
    return this.hand.correct(principal, id, body, expected);
  }

  /** Takes a hand-logged order back: it counts nothing, and stays on record. */
  @Post(':id/void')
  @HttpCode(200)
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: OrderDto })
  void(
    @Write() write: WriteRequest,
    @Param('id') id: string,
    @Body() body: VoidOrder,
    @IfMatch() expected: Precondition,
  ): Promise<OrderDto> {
    return this.hand.void(write, id, body.reason, expected);
  }

  /** A refund of a hand-logged order's line, in fen. On an order that a platform reports: 409. */
  @Post(':id/refunds')
  @Tagged()
  @Conditional()
  @ApiCreatedResponse({ type: OrderDto })
  refund(
    @Write() write: WriteRequest,
    @Param('id') id: string,
    @Body() body: LogRefund,
    @IfMatch() expected: Precondition,
  ): Promise<OrderDto> {
    return this.hand.refund(write, id, body, expected);
  }
}
