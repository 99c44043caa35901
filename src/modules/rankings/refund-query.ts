import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { MAX_PAGE } from '../../platform/http/index.js';
import { ScopeQuery } from './ranking-query.js';

export const REFUND_GROUPS = ['reason', 'phase', 'merchant', 'product', 'month'] as const;
export type RefundGroup = (typeof REFUND_GROUPS)[number];

export class RefundQuery extends ScopeQuery {
  @ApiPropertyOptional({ example: 'ceramics', description: 'A category and what is below it' })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  @Matches(/^[a-z0-9.-]+$/)
  category?: string;

  @ApiPropertyOptional({ example: 'standard' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  @Matches(/^[a-z0-9-]+$/)
  platform?: string;

  @ApiPropertyOptional({ enum: REFUND_GROUPS, default: 'reason' })
  @IsOptional()
  @IsIn(REFUND_GROUPS)
  by: RefundGroup = 'reason';

  @ApiPropertyOptional({ default: 100, description: 'The largest so many, 1 to 500' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit: number = 100;
}
