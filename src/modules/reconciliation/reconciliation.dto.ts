import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsObject, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import type { BusinessDay } from '../../kernel/business-day.js';
import { MAX_FEN } from '../../kernel/money.js';
import { IsBusinessDay, PageOf } from '../../platform/http/index.js';

export const MAX_DAYS = 92;
export const MAX_TYPED_ORDERS = 5_000;
export const MAX_LISTED_DIFFERENCES = 1_000;
export const TOTAL_SOURCES = ['typed', 'pulled'] as const;
export const DIFFERENCE_KINDS = ['missing-here', 'missing-there', 'other-amount'] as const;

export type TotalSource = (typeof TOTAL_SOURCES)[number];
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

const TEXT = { type: String, nullable: true } as const;
const NUMBER = { type: Number, nullable: true } as const;

export class DaysQuery {
  @ApiProperty({ example: '2026-11-01' })
  @IsBusinessDay()
  from: BusinessDay;

  @ApiProperty({ description: `At most ${MAX_DAYS} days`, example: '2026-11-30' })
  @IsBusinessDay()
  to: BusinessDay;
}

export class OrderAmount {
  @ApiProperty({ maxLength: 200, example: '6920152002630123456' })
  @IsString()
  @Length(1, 200)
  orderNo: string;

  @ApiProperty({ description: 'Fen, without freight', example: 5980 })
  @IsInt()
  @Min(0)
  @Max(MAX_FEN)
  paidFen: number;
}

export class TypePlatformTotal {
  @ApiProperty({ description: 'What buyers paid for goods on this day, without freight, before refunds; fen', example: 1298000 })
  @IsInt()
  @Min(0)
  @Max(MAX_FEN)
  paidFen: number;

  @ApiProperty({ description: 'Orders paid on this day', example: 217 })
  @IsInt()
  @Min(0)
  @Max(MAX_FEN)
  orders: number;

  @ApiPropertyOptional({ ...TEXT, maxLength: 500, example: '抄自商家后台交易概览' })
  @IsOptional()
  @IsString()
  @Length(1, 500)
  note?: string | null;

  @ApiPropertyOptional({
    type: [OrderAmount],
    nullable: true,
    description: `At most ${MAX_TYPED_ORDERS}. With them the day is compared down to the order; they must add up to the total`,
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TYPED_ORDERS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OrderAmount)
  orderAmounts?: OrderAmount[] | null;
}

export class CountedDto {
  @ApiProperty({ description: 'Fen' }) paidFen: number;
  @ApiProperty() orders: number;
}

export class PlatformTotalDto extends CountedDto {
  @ApiProperty({ enum: TOTAL_SOURCES }) source: TotalSource;
  @ApiProperty(TEXT) note: string | null;
  @ApiProperty({ description: 'Orders that the platform lists without an amount in yuan: counted in `orders`, left out of every amount' })
  ordersWithoutAmount: number;
  @ApiProperty({ example: '2026-11-21T03:00:12+08:00' }) recordedAt: string;
  @ApiProperty({ example: 'admin' }) recordedBy: string;
}

export class PullReasonDto {
  @ApiProperty({ example: 'api.token' }) code: string;
  @ApiProperty() detail: string;
}

export class PendingPullDto {
  @ApiProperty({ ...TEXT, description: 'When the platform is asked next; null: not any more, it was asked too often in vain' })
  dueAt: string | null;
  @ApiProperty({ description: 'How often it was asked in vain' }) attempts: number;
  @ApiProperty({ type: PullReasonDto, nullable: true, description: 'Why there was no answer the last time' })
  reason: PullReasonDto | null;
}

export class ReconciledDayDto {
  @ApiProperty({ example: '2026-11-20' }) day: BusinessDay;
  @ApiProperty({ description: 'What the ledger counted' }) counted: CountedDto;
  @ApiProperty({ type: PlatformTotalDto, nullable: true, description: 'What the platform counted; null: nobody said' })
  platform: PlatformTotalDto | null;
  @ApiProperty({ ...NUMBER, description: 'Counted less platform; orders without an amount there are left out' })
  differenceFen: number | null;
  @ApiProperty({ ...NUMBER, description: 'Counted less platform' }) differenceOrders: number | null;
  @ApiProperty({ type: PendingPullDto, nullable: true, description: 'null: the platform is not to be asked' })
  pull: PendingPullDto | null;
}

export class DifferenceDto {
  @ApiProperty() orderNo: string;
  @ApiProperty({ ...NUMBER, description: 'null: not counted on this day' }) countedFen: number | null;
  @ApiProperty({ ...NUMBER, description: 'null: the platform does not list it, or without an amount' }) platformFen: number | null;
  @ApiProperty({ ...NUMBER, description: 'Counted less platform; null: the platform tells no amount' }) differenceFen: number | null;
  @ApiProperty({ enum: DIFFERENCE_KINDS, description: '`missing-here`: only the platform has it on this day' }) kind: DifferenceKind;
}

export class OneReconciledDayDto extends ReconciledDayDto {
  @ApiProperty({ description: "Whether the platform's total came with its orders: only then can they be compared" })
  hasOrders: boolean;
  @ApiProperty({ type: [DifferenceDto], description: `The ${MAX_LISTED_DIFFERENCES} largest differences` })
  items: DifferenceDto[];
  @ApiProperty({ description: 'How many orders differ in all' }) itemCount: number;
}

export class ReconciledDays extends PageOf {
  @ApiProperty({ type: [ReconciledDayDto], description: 'Every day of the range, the first one first; one page' })
  items: ReconciledDayDto[];
}

export class PullDueDto {
  @ApiProperty({ example: '2026-11-21T09:12:00+08:00' }) dueAt: string;
}
