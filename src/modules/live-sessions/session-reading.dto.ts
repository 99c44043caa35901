import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsObject, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { IsInstant, PageOf } from '../../platform/http/index.js';
import { CountersDto, GivenCounters } from './session-counters.dto.js';

export const READING_SOURCES = ['typed', 'imported', 'pushed'] as const;
export type ReadingSource = (typeof READING_SOURCES)[number];

const MAX_READINGS = 1_000;
const ONLINE = {
  type: 'integer',
  nullable: true,
  minimum: 0,
  description: 'People online (在线人数) at that instant; null: not read',
  example: 233,
} as const;

/** A point in time. The counters are those since the start of the session, `online` is the number at that instant. */
export class GivenReading extends OmitType(GivenCounters, ['peakOnline'] as const) {
  @ApiProperty({ description: 'ISO 8601 with offset', example: '2026-11-20T19:45:00+08:00' })
  @IsInstant()
  at: string;

  @ApiPropertyOptional(ONLINE)
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  online?: number | null;
}

export class RecordReadings {
  @ApiPropertyOptional({
    type: String,
    enum: READING_SOURCES,
    nullable: true,
    default: 'pushed',
    description: 'How these readings came: by hand, from a file, by a program',
  })
  @IsOptional()
  @IsIn(READING_SOURCES)
  source?: ReadingSource | null;

  @ApiProperty({ type: [GivenReading], description: `1 to ${MAX_READINGS} points; of two at the same instant the later in the list holds` })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_READINGS)
  // A list in the list would be validated as if it were its members.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => GivenReading)
  readings: GivenReading[];
}

export class RecordedReadingsDto {
  @ApiProperty({ description: 'Points at instants that had none' })
  added: number;

  @ApiProperty({ description: 'Points that replaced another of the same instant' })
  changed: number;

  @ApiProperty({ description: 'Points that were there already, exactly so' })
  unchanged: number;
}

export class ReadingDto extends OmitType(CountersDto, ['peakOnline'] as const) {
  @ApiProperty({ description: 'ISO 8601 in Beijing time', example: '2026-11-20T19:45:00+08:00' })
  at: string;

  @ApiProperty({ enum: READING_SOURCES })
  source: ReadingSource;

  @ApiProperty(ONLINE)
  online: number | null;
}

export class ReadingPage extends PageOf {
  @ApiProperty({ type: [ReadingDto] })
  items: ReadingDto[];
}
