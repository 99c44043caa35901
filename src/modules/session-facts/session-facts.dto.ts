import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { IsBusinessDay, IsId, PageOf, PageQuery } from '../../platform/http/index.js';
import { SESSION_KINDS, type SessionKind } from '../live-sessions/index.js';
import { METRIC_CODES } from './metric-catalogue.js';
import { UNITS } from './metric.js';

export const GROUPINGS = ['none', 'host', 'merchant', 'month'] as const;
export type Grouping = (typeof GROUPINGS)[number];

const MISSING = ['unknown', 'zero-denominator', 'not-additive', 'few-people'] as const;

export class SessionFactsQuery extends PageQuery {
  @ApiProperty({ example: '2026-11-01', description: 'Sessions that started from this day on, Asia/Shanghai' })
  @IsBusinessDay()
  from: string;

  @ApiProperty({ example: '2026-11-21', description: 'To this day, included' })
  @IsBusinessDay()
  to: string;

  @ApiPropertyOptional({ example: '140681', description: 'Only sessions of merchants at home in this division; everywhere if absent' })
  @IsOptional()
  @IsString()
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  within?: string;

  @ApiPropertyOptional({ example: '17', description: 'Only sessions of this merchant' })
  @IsOptional()
  @IsId()
  merchantId?: string;

  @ApiPropertyOptional({ example: '31', description: 'Only sessions of this host' })
  @IsOptional()
  @IsId()
  hostId?: string;

  @ApiPropertyOptional({
    enum: SESSION_KINDS,
    description: 'Only sessions of this kind. Absent: selling and official; slow-live and recruiting are not expected to sell',
  })
  @IsOptional()
  @IsIn(SESSION_KINDS)
  kind?: SessionKind;

  @ApiPropertyOptional({ enum: GROUPINGS, default: 'none', description: '`month`: of the start, Asia/Shanghai' })
  @IsOptional()
  @IsIn(GROUPINGS)
  by: Grouping = 'none';
}

export class FactDto {
  @ApiProperty({ enum: METRIC_CODES, description: 'What it is: see GET /api/v1/metrics' })
  metric: string;

  @ApiProperty({ description: 'Version of the formula' })
  version: number;

  @ApiProperty({ type: Number, nullable: true, description: 'In `unit`; null where `missing` says why, never 0 in its place' })
  value: number | null;

  @ApiProperty({ enum: Object.keys(UNITS) })
  unit: string;

  @ApiProperty({ description: 'How many sessions the value rests on' })
  sessions: number;

  @ApiProperty({
    type: String,
    enum: MISSING,
    nullable: true,
    description:
      'unknown: nobody reported it; zero-denominator; not-additive: the same people may be in several sessions; few-people: for a bureau, fewer than three',
  })
  missing: (typeof MISSING)[number] | null;
}

export class OneSessionFactsDto {
  @ApiProperty({ example: '88' })
  liveSessionId: string;

  @ApiProperty({ example: '17' })
  merchantId: string;

  @ApiProperty({ type: String, nullable: true, example: '31' })
  hostId: string | null;

  @ApiProperty({ example: '南家堡晚场：粗陶茶具' })
  title: string;

  @ApiProperty({ enum: SESSION_KINDS })
  kind: SessionKind;

  @ApiProperty({ example: '2026-11-20T19:30:00+08:00' })
  startedAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'null: still on air' })
  endedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What is worth remembering of the session', example: '换了补光灯' })
  note: string | null;

  @ApiProperty({ description: 'When these facts were read, Beijing time' })
  asOf: string;

  @ApiProperty({ type: [FactDto], description: 'Every metric of the catalogue' })
  facts: FactDto[];
}

export class DaysDto {
  @ApiProperty({ example: '2026-11-01' })
  from: string;

  @ApiProperty({ example: '2026-11-21', description: 'Included' })
  to: string;
}

export class SummedFactsDto {
  @ApiProperty({ description: 'How many sessions there are' })
  sessions: number;

  @ApiProperty({ type: [FactDto], description: 'Every metric of the catalogue' })
  facts: FactDto[];
}

export class GroupFactsDto extends SummedFactsDto {
  @ApiProperty({ type: String, nullable: true, description: 'Host, merchant, or null: sessions without a host, or grouped by month' })
  id: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'YYYY-MM, where grouped by month', example: '2026-11' })
  month: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of the host or merchant' })
  name: string | null;
}

export class SessionFactsDto extends PageOf {
  @ApiProperty({ type: DaysDto })
  range: DaysDto;

  @ApiProperty({ enum: SESSION_KINDS, isArray: true, description: 'The kinds of sessions counted here' })
  kinds: readonly SessionKind[];

  @ApiProperty({ enum: GROUPINGS })
  by: Grouping;

  @ApiProperty({ description: 'When these facts were read, Beijing time' })
  asOf: string;

  @ApiProperty({ type: SummedFactsDto, description: 'All sessions asked for, not only those of this page' })
  total: SummedFactsDto;

  @ApiProperty({ type: [GroupFactsDto], description: 'One for each group that has sessions, by id or month; none with by=none' })
  items: GroupFactsDto[];
}
