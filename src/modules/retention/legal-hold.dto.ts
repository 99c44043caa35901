import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { IsId, PageOf, PageQuery } from '../../platform/http/index.js';

export const HOLD_STATES = ['standing', 'lifted'] as const;
export type HoldState = (typeof HOLD_STATES)[number];

export class PlaceHold {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Holds the orders of all shops of this merchant', example: '17' })
  @IsOptional()
  @IsId()
  merchantId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Holds the orders of this shop', example: '1h0m3kq8w2zxr7c' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  shopId?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 200,
    description: 'With shopId: holds this one order',
    example: '6920152002630123456',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  orderNo?: string | null;

  @ApiProperty({ minLength: 1, maxLength: 500, example: '2026 年第 12 号合同纠纷，法院要求保全' })
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class LiftHold {
  @ApiProperty({ minLength: 1, maxLength: 500, example: '案件已结' })
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class HoldQuery extends PageQuery {
  @ApiPropertyOptional({ enum: HOLD_STATES, description: 'Absent: all, newest first' })
  @IsOptional()
  @IsIn(HOLD_STATES)
  state?: HoldState;
}

export class LegalHoldDto {
  @ApiProperty({ example: '3' })
  id: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  merchantId: string | null;

  @ApiProperty({ type: String, nullable: true, example: '1h0m3kq8w2zxr7c' })
  shopId: string | null;

  @ApiProperty({ type: String, nullable: true, example: '6920152002630123456' })
  orderNo: string | null;

  @ApiProperty({ example: '2026 年第 12 号合同纠纷，法院要求保全' })
  reason: string;

  @ApiProperty({ description: 'ISO 8601 in Beijing time', example: '2026-11-20T20:15:31+08:00' })
  placedAt: string;

  @ApiProperty({ example: 'admin' })
  placedBy: string;

  @ApiProperty({ type: String, nullable: true, description: 'ISO 8601 in Beijing time; null: it stands', example: null })
  liftedAt: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  liftedBy: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  liftReason: string | null;
}

export class LegalHoldPage extends PageOf {
  @ApiProperty({ type: [LegalHoldDto] })
  items: LegalHoldDto[];
}
