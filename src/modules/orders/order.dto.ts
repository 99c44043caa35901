import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { IsBusinessDay, IsId, IsInstant, PageOf, PageQuery } from '../../platform/http/index.js';
import { REFUND_PHASES } from './refund-phase.js';
import { REFUND_REASON_CLASSES } from './refund-reason.js';
import { REVIEW_FLAGS } from './review-reasons.js';
import { ORDER_ORIGINS, ORDER_STATUSES, REFUND_KINDS, REFUND_STATUSES } from './said-order.js';

export class HandLine {
  @ApiProperty({ example: '203' })
  @IsId()
  productId: string;

  @ApiProperty({ description: 'Items', example: 2 })
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  quantity: number;

  @ApiProperty({ description: 'What the buyer paid for these goods, without freight; fen', example: 5980 })
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  paidFen: number;
}

export class LogOrder {
  @ApiProperty({ example: '17' })
  @IsId()
  merchantId: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'The live session it was sold in', example: '88' })
  @IsOptional()
  @IsId()
  liveSessionId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'A shop of the merchant; its manual shop if absent' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  shopId?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 200,
    description: 'The platform’s order number: what the platform says of it later wins. Made here if absent',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  orderNo?: string | null;

  @ApiProperty({ example: '2026-11-20T20:15:30+08:00' })
  @IsInstant()
  paidAt: string;

  @ApiProperty({ type: [HandLine], description: '1 to 200 lines' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => HandLine)
  lines: HandLine[];
}

/** The whole order as it should be; merchant, shop and number, if given, must be the same as before. */
export class CorrectOrder extends LogOrder {
  @ApiPropertyOptional({ example: '17' })
  @IsOptional()
  @IsId()
  declare merchantId: string;
}

export class VoidOrder {
  @ApiProperty({ example: '重复记账' })
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class LogRefund {
  @ApiProperty({ example: '1' })
  @IsString()
  @Length(1, 200)
  lineNo: string;

  @ApiProperty({ description: 'Fen, at least 1', example: 2990 })
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  amountFen: number;

  @ApiProperty({ example: '2026-11-21T09:00:00+08:00' })
  @IsInstant()
  refundedAt: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 500, example: '破损' })
  @IsOptional()
  @IsString()
  @Length(0, 500)
  reason?: string | null;
}

export class OrderLineDto {
  @ApiProperty() lineNo: string;
  @ApiProperty({ description: 'The platform’s item; empty on hand-logged lines' }) itemId: string;
  @ApiProperty() skuId: string;
  @ApiProperty({ type: String, nullable: true, description: 'Only on hand-logged lines' }) productId: string | null;
  @ApiProperty() title: string;
  @ApiProperty({ description: 'Items' }) quantity: number;
  @ApiProperty({ description: 'Fen' }) paidFen: number;
  @ApiProperty({ type: String, nullable: true, description: 'In the order’s currency, as it came; null where that is CNY' })
  originalAmount: string | null;
  @ApiProperty({ type: String, nullable: true }) lot: string | null;
  @ApiProperty() isGift: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Of this line alone; null: as the order' }) shippedAt: string | null;
}

export class OrderRefundDto {
  @ApiProperty() refundNo: string;
  @ApiProperty() lineNo: string;
  @ApiProperty({ description: 'Goods part, fen' }) amountFen: number;
  @ApiProperty({ type: String, nullable: true, description: 'As of the line' }) originalAmount: string | null;
  @ApiProperty({ description: 'Freight part, on top, never counted; fen' }) freightFen: number;
  @ApiProperty({ enum: REFUND_KINDS, description: 'exchange and resend move goods, not money' }) kind: string;
  @ApiProperty({ enum: REFUND_STATUSES }) status: string;
  @ApiProperty({ type: String, nullable: true }) succeededAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'As the platform or the person put it' }) reason: string | null;
  @ApiProperty({ enum: REFUND_REASON_CLASSES }) reasonClass: string;
  @ApiProperty({ enum: REFUND_PHASES }) phase: string;
}

export class OrderDto {
  @ApiProperty({ description: 'Shop id and order number in one' }) id: string;
  @ApiProperty() shopId: string;
  @ApiProperty() merchantId: string;
  @ApiProperty() orderNo: string;
  @ApiProperty({ enum: ['platform', 'hand'], description: 'Whose word stands' }) source: string;
  @ApiProperty({ enum: ORDER_ORIGINS, nullable: true, description: 'By which way the word came that stands; file: an imported export' })
  origin: string | null;
  @ApiProperty({ enum: ORDER_STATUSES }) status: string;
  @ApiProperty({ description: 'ISO 8601, Beijing time' }) createdAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'null: not paid, counts nothing' }) paidAt: string | null;
  @ApiProperty({ type: String, nullable: true }) shippedAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The session a hand-logged order names' }) liveSessionId: string | null;
  @ApiProperty({ type: String, nullable: true, description: '`import.undone`: only files told of it, and their imports were undone' })
  voidReason: string | null;
  @ApiProperty({ description: 'Fen' }) paidFen: number;
  @ApiProperty({ description: 'ISO 4217', example: 'CNY' }) currency: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Yuan per unit on the day of payment; null where the currency is CNY, or no rate is known',
  })
  exchangeRate: string | null;
  @ApiProperty({ description: 'Successful refunds, fen' }) refundedFen: number;
  @ApiProperty({ description: 'Fen' }) netFen: number;
  @ApiProperty({ description: 'Fen, in none of the amounts above' }) freightFen: number;
  @ApiProperty({ description: 'Paid to reserve the goods; counted only as part of the lines, once the order is paid; fen' })
  depositFen: number;
  @ApiProperty({ enum: REVIEW_FLAGS, isArray: true, description: 'What a person should look at' }) reviewFlags: string[];
  @ApiProperty({ type: [OrderLineDto] }) lines: OrderLineDto[];
  @ApiProperty({ type: [OrderRefundDto] }) refunds: OrderRefundDto[];
}

export class OrderQuery extends PageQuery {
  @ApiProperty({ description: 'Orders of this shop, by order number; with days by payment, the newest first' })
  @IsString()
  @Length(1, 60)
  shopId: string;

  @ApiPropertyOptional({ description: 'First day of payment, Asia/Shanghai', example: '2026-11-18' })
  @IsOptional()
  @IsBusinessDay()
  paidFrom?: string;

  @ApiPropertyOptional({ description: 'Last day of payment, Asia/Shanghai', example: '2026-11-20' })
  @IsOptional()
  @IsBusinessDay()
  paidTo?: string;
}

export class ListedOrderDto extends OrderDto {
  @ApiProperty({ description: 'Its `ETag`, for `If-Match`: who lists orders can change them later without reading each', example: '"…"' })
  entityTag: string;
}

export class OrderPage extends PageOf {
  @ApiProperty({ type: [ListedOrderDto] }) items: ListedOrderDto[];
}
