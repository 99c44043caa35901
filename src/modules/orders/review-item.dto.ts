import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { IsId, PageOf, PageQuery } from '../../platform/http/index.js';
import { REVIEW_FLAGS, type ReviewFlag } from './review-reasons.js';

export const REVIEW_STATES = ['open', 'settled'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export class ReviewQuery extends PageQuery {
  @ApiPropertyOptional({ enum: REVIEW_FLAGS, description: 'Only orders with this flag' })
  @IsOptional()
  @IsIn(REVIEW_FLAGS)
  flag?: ReviewFlag;

  @ApiPropertyOptional({ description: 'Only orders of this merchant’s shops', example: '17' })
  @IsOptional()
  @IsId()
  merchantId?: string;

  @ApiPropertyOptional({ enum: REVIEW_STATES, default: 'open' })
  @IsOptional()
  @IsIn(REVIEW_STATES)
  state: ReviewState = 'open';
}

export class SettleReview {
  @ApiProperty({ description: 'What was found', minLength: 1, maxLength: 500, example: '已与商家核对，平台补偿' })
  @IsString()
  @Length(1, 500)
  note: string;
}

export class ReviewFlagDto {
  @ApiProperty({ enum: REVIEW_FLAGS }) code: ReviewFlag;
  @ApiProperty({ description: 'Chinese or English by Accept-Language' }) reason: string;
}

export class ReviewItemDto {
  @ApiProperty() orderId: string;
  @ApiProperty() orderNo: string;
  @ApiProperty() shopId: string;
  @ApiProperty() merchantId: string;
  @ApiProperty({ type: [ReviewFlagDto] }) flags: ReviewFlagDto[];
  @ApiProperty({ type: String, nullable: true, description: 'null: not paid, counts nothing' }) paidAt: string | null;
  @ApiProperty({ description: 'Fen' }) paidFen: number;
  @ApiProperty({ description: 'Successful refunds, fen' }) refundedFen: number;
  @ApiProperty({ enum: REVIEW_STATES }) state: ReviewState;
  @ApiProperty({ description: 'When the flags last changed' }) changedAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'The last time a person settled it; kept when it opens again' })
  settledAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'User name' }) settledBy: string | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
}

export class ReviewItemPage extends PageOf {
  @ApiProperty({ type: [ReviewItemDto] }) items: ReviewItemDto[];
}
