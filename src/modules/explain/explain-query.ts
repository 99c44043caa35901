import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { MAX_PAGE } from '../../platform/http/index.js';
import { DIVISION_MAPS, type DivisionMap, ScopeQuery, type Subject, SUBJECTS } from '../rankings/index.js';

export const CELL_PARTS = ['total', 'unallocated'] as const;
export type CellPart = (typeof CELL_PARTS)[number];
export const EXPLAINED_BY = ['parts', 'orders'] as const;
export type ExplainedBy = (typeof EXPLAINED_BY)[number];

// An order number of 200 characters, escaped and encoded, with its shop.
const MAX_CURSOR = 2_000;

/** Which cell of which ranking, and by what it is to be explained. */
export class ExplainQuery extends ScopeQuery {
  @ApiProperty({ enum: SUBJECTS, example: 'counties' })
  @IsIn(SUBJECTS)
  subject: Subject;

  @ApiPropertyOptional({ example: '140681', description: 'The member of the ranking; or else `part`' })
  @IsOptional()
  @IsString()
  @Length(1, 80)
  @Matches(/^[a-z0-9.-]+$/)
  id?: string;

  @ApiPropertyOptional({ enum: CELL_PARTS, description: 'What is no member: the total, or what belongs to no member' })
  @IsOptional()
  @IsIn(CELL_PARTS)
  part?: CellPart;

  @ApiPropertyOptional({ example: 'grain', description: 'A category and what is below it' })
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

  @ApiPropertyOptional({
    enum: DIVISION_MAPS,
    default: 'as-was',
    description: 'Only `as-was` can be explained: entries keep the codes of their day',
  })
  @IsOptional()
  @IsIn(DIVISION_MAPS)
  map: DivisionMap = 'as-was';

  @ApiPropertyOptional({
    enum: EXPLAINED_BY,
    default: 'parts',
    description: 'By merchant, shop, live session and product, the largest first; or order by order, down to the messages',
  })
  @IsOptional()
  @IsIn(EXPLAINED_BY)
  by: ExplainedBy = 'parts';

  @ApiPropertyOptional({ default: 100, description: 'Parts or orders per page, 1 to 500' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  limit: number = 100;

  @ApiPropertyOptional({ description: '`nextCursor` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_CURSOR)
  cursor?: string;
}
