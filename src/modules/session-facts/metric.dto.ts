import { ApiProperty } from '@nestjs/swagger';
import { UNITS } from './metric.js';

const SOURCES = ['ledger', 'platform', 'session', 'derived'] as const;
const RULES = ['sum', 'max', 'none', 'difference', 'ratio'] as const;

export class MetricDto {
  @ApiProperty({ example: 'gpm' })
  code: string;

  @ApiProperty({ description: 'Raised when the formula changes: numbers of different versions are not comparable', example: 1 })
  version: number;

  @ApiProperty({ example: '千次观看成交金额' })
  nameZh: string;

  @ApiProperty({ example: 'Paid amount per 1,000 views' })
  nameEn: string;

  @ApiProperty({ example: '成交金额 ÷ 观看人次 × 1000' })
  formulaZh: string;

  @ApiProperty({ example: 'Paid amount ÷ Views × 1000' })
  formulaEn: string;

  @ApiProperty({ enum: Object.keys(UNITS) })
  unit: string;

  @ApiProperty({ example: '分/千次观看' })
  unitZh: string;

  @ApiProperty({ example: 'fen per 1,000 views' })
  unitEn: string;

  @ApiProperty({ type: String, nullable: true, description: 'The code above the line of a ratio', example: 'gmv_paid' })
  numerator: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The code below the line of a ratio', example: 'views' })
  denominator: string | null;

  @ApiProperty({ enum: RULES, description: 'How it is made over several sessions' })
  aggregation: (typeof RULES)[number];

  @ApiProperty()
  aggregationZh: string;

  @ApiProperty()
  aggregationEn: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Other formulas that go by this name elsewhere',
    example: '有的工具除以观看人数',
  })
  otherFormulasZh: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Some divide by viewers' })
  otherFormulasEn: string | null;

  @ApiProperty({
    enum: SOURCES,
    description: 'The ledger; what a platform counted (typed, imported or pushed); the times of the session; or other metrics',
  })
  source: (typeof SOURCES)[number];
}

export class MetricList {
  @ApiProperty({ type: [MetricDto] })
  items: readonly MetricDto[];
}
