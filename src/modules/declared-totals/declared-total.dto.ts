import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { MAX_FEN } from '../../kernel/money.js';
import { IsBusinessDay, IsId, PageOf, PageQuery } from '../../platform/http/index.js';
import { DECLARATION_STATES, type DeclarationState } from './declared-total.js';

export class DeclareTotal {
  @ApiProperty({ description: 'What buyers paid, about; fen', example: 3000000 })
  @IsInt()
  @Min(1)
  @Max(MAX_FEN)
  paidFen: number;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 500, example: '现场扫码，没有平台订单' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string | null;
}

export class DeclaredTotalQuery extends PageQuery {
  @ApiPropertyOptional({ example: '140681', description: 'Of merchants at home in this division' })
  @IsOptional()
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  within?: string;

  @ApiPropertyOptional({ example: '7' })
  @IsOptional()
  @IsId()
  merchantId?: string;

  @ApiPropertyOptional({ example: '12' })
  @IsOptional()
  @IsId()
  liveSessionId?: string;

  @ApiPropertyOptional({ example: '2026-11-01', description: 'Sessions that started on this day or later' })
  @IsOptional()
  @IsBusinessDay()
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-30', description: 'Sessions that started on this day or before' })
  @IsOptional()
  @IsBusinessDay()
  to?: string;
}

export class CountedDto {
  @ApiProperty({ description: 'Fen' }) paidFen: number;
  @ApiProperty({ description: 'Fen; of whatever day' }) refundedFen: number;
  @ApiProperty({ description: 'Fen' }) netFen: number;
}

export class DeclaredTotalDto {
  @ApiProperty({ example: '12' }) liveSessionId: string;
  @ApiProperty({ example: '7' }) merchantId: string;
  @ApiProperty({ description: 'What was declared; fen' }) paidFen: number;
  @ApiProperty() note: string;
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) declaredAt: string;
  @ApiProperty({ example: 'huairen.li' }) declaredBy: string;
}

export class ComparedTotalDto extends DeclaredTotalDto {
  @ApiProperty() merchantName: string;
  @ApiProperty() sessionTitle: string;
  @ApiProperty({ description: 'The day on which the session started', example: '2026-11-20' }) day: string;
  @ApiProperty({ type: CountedDto, description: 'What the ledger has of the session by now, over its whole life' }) counted: CountedDto;
  @ApiProperty({ description: 'counted.paidFen − paidFen; fen' }) differenceFen: number;
  @ApiProperty({ description: 'What is declared beyond what is counted: max(0, −differenceFen); fen' }) uncountedFen: number;
  @ApiProperty({ enum: DECLARATION_STATES }) state: DeclarationState;
}

export class DeclaredSumsDto {
  @ApiProperty({ description: 'Declared totals in the selection' }) count: number;
  @ApiProperty({ description: 'Sum of what was declared; fen' }) declaredFen: number;
  @ApiProperty({ description: 'What the ledger has of the same sessions; fen' }) countedPaidFen: number;
  @ApiProperty({ description: 'Sum of what is declared beyond what is counted; fen' }) uncountedFen: number;
}

export class DeclaredTotalPage extends PageOf {
  @ApiProperty({ type: [ComparedTotalDto], description: 'The session that started last first' }) items: ComparedTotalDto[];
  @ApiProperty({ type: DeclaredSumsDto, description: 'Of the whole selection, not only the page' }) total: DeclaredSumsDto;
  @ApiProperty({ description: 'Beijing time' }) asOf: string;
}
