import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BASES, type Basis, REFUND_VIEWS, type RefundView } from './ranking-query.js';
import { type Sellers, SELLERS } from './sellers.js';
import { DayRangeDto } from './ranking.dto.js';
import { REFUND_GROUPS, type RefundGroup } from './refund-query.js';

export class RefundItemDto {
  @ApiProperty({
    description: 'Reason (breakage, quality, …), phase, id of the merchant or product ("" for none), or month',
    example: 'breakage',
  })
  key: string;

  @ApiProperty({ example: '破损' })
  name: string;

  @ApiProperty({ description: 'Fen' })
  refundedFen: number;

  @ApiProperty({ description: 'Successful refunds of money' })
  refunds: number;

  @ApiProperty({ type: Number, nullable: true, description: 'Fen paid for the same merchant, product or month; null by reason and phase' })
  paidFen: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Refund rate (refund_rate_amt): refundedFen ÷ paidFen of the same pay cohort, by reason and phase ÷ all that was paid; null in the cash view and where nothing was paid',
  })
  rate: number | null;
}

export class RefundReportDto {
  @ApiProperty({ type: DayRangeDto }) range: DayRangeDto;
  @ApiProperty({ enum: BASES }) basis: Basis;
  @ApiProperty({ enum: REFUND_VIEWS, description: 'cohort: orders paid in the range; cash: refunds that succeeded in it' })
  refundView: RefundView;
  @ApiProperty({ enum: REFUND_GROUPS }) by: RefundGroup;
  @ApiPropertyOptional({
    enum: SELLERS,
    description: 'Only there where these are not everybody’s sales: `own`, those of the merchants that one’s account looks after',
  })
  sellers?: Sellers;
  @ApiProperty({ description: 'When these totals were read, Beijing time' }) asOf: string;
  @ApiProperty({ description: 'Fen paid in the range' }) paidFen: number;
  @ApiProperty({ description: 'Fen' }) refundedFen: number;
  @ApiProperty({ description: 'Successful refunds of money' }) refunds: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Refund rate of the whole; null in the cash view and where nothing was paid' })
  rate: number | null;
  @ApiProperty({ type: [RefundItemDto], description: 'Largest first' }) items: RefundItemDto[];
}
