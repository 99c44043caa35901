import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { IsBusinessDay, IsId, IsInstant, PageOf, PageQuery } from '../../platform/http/index.js';
import { SESSION_KINDS, type SessionKind } from './live-session.schema.js';
import { CountersDto, GivenCounters } from './session-counters.dto.js';

const MAX_PRODUCTS = 200;
const MAX_NOTE = 200;

export class CreateLiveSession extends GivenCounters {
  @ApiProperty({ description: 'The merchant on air; cannot be changed later', example: '17' })
  @IsId()
  merchantId: string;

  @ApiProperty({ minLength: 1, maxLength: 200, example: '南家堡晚场：粗陶茶具' })
  @IsString()
  @Length(1, 200)
  title: string;

  @ApiPropertyOptional({
    type: String,
    enum: SESSION_KINDS,
    nullable: true,
    default: 'selling',
    description: 'selling, slow-live (慢直播), recruiting (带岗/宣传) or official (领导/官方主播); null: selling',
  })
  @IsOptional()
  @IsIn(SESSION_KINDS)
  kind?: SessionKind | null;

  @ApiProperty({ description: 'ISO 8601 with offset', example: '2026-11-20T19:30:00+08:00' })
  @IsInstant()
  startedAt: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description:
      'ISO 8601 with offset, at most 31 days after startedAt; null or absent: still on air (sales are looked for during 12 hours)',
    example: '2026-11-20T22:10:00+08:00',
  })
  @IsOptional()
  @IsInstant()
  endedAt?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'A host of the merchant', example: '31' })
  @IsOptional()
  @IsId()
  hostId?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'A shop of the merchant: its sales during the session are the session’s',
    example: '1h0m3kq8w2zxr7c',
  })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  shopId?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 200,
    description: "The platform's id of the room; orders from it are the session's",
    example: '7301234567890123456',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  roomId?: string | null;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    maxItems: MAX_PRODUCTS,
    description: 'Products of the merchant that were shown',
    example: ['203'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_PRODUCTS)
  @ArrayUnique()
  @IsId({ each: true })
  productIds?: string[] | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: MAX_NOTE,
    description: 'What is worth remembering of the session when sessions are compared; nothing about buyers',
    example: '换了补光灯',
  })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NOTE)
  note?: string | null;
}

/** Title and start cannot be cleared: null is refused there. */
export class ChangeLiveSession extends PartialType(OmitType(CreateLiveSession, ['merchantId'] as const), { skipNullProperties: false }) {}

export class LiveSessionQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only the sessions of this merchant', example: '17' })
  @IsOptional()
  @IsId()
  merchantId?: string;

  @ApiPropertyOptional({ enum: SESSION_KINDS, description: 'Only sessions of this kind' })
  @IsOptional()
  @IsIn(SESSION_KINDS)
  kind?: SessionKind;

  @ApiPropertyOptional({ description: 'First day of start, Asia/Shanghai', example: '2026-11-01' })
  @IsOptional()
  @IsBusinessDay()
  from?: string;

  @ApiPropertyOptional({ description: 'Last day of start, Asia/Shanghai', example: '2026-11-21' })
  @IsOptional()
  @IsBusinessDay()
  to?: string;

  @ApiPropertyOptional({ description: 'Only sessions of merchants at home in this division', example: '140681' })
  @IsOptional()
  @IsString()
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  within?: string;

  @ApiPropertyOptional({ enum: ['true'], description: 'Only what is on air now: begun and not ended; without an end, for twelve hours' })
  @IsOptional()
  @IsIn(['true'])
  onAir?: 'true';

  @ApiPropertyOptional({ enum: ['true'], description: 'Only sessions with a note' })
  @IsOptional()
  @IsIn(['true'])
  withNote?: 'true';
}

export class LiveSessionDto extends CountersDto {
  @ApiProperty({ example: '88' })
  id: string;

  @ApiProperty({ example: '17' })
  merchantId: string;

  @ApiProperty({ example: '南家堡晚场：粗陶茶具' })
  title: string;

  @ApiProperty({ enum: SESSION_KINDS, example: 'selling' })
  kind: SessionKind;

  @ApiProperty({ description: 'ISO 8601 in Beijing time', example: '2026-11-20T19:30:00+08:00' })
  startedAt: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'ISO 8601 in Beijing time; null: still on air',
    example: '2026-11-20T22:10:00+08:00',
  })
  endedAt: string | null;

  @ApiProperty({ type: String, nullable: true, example: '31' })
  hostId: string | null;

  @ApiProperty({ type: String, nullable: true, example: '1h0m3kq8w2zxr7c' })
  shopId: string | null;

  @ApiProperty({ type: String, nullable: true, description: "The platform's id of the room", example: '7301234567890123456' })
  roomId: string | null;

  @ApiProperty({ type: [String], description: 'Products that were shown', example: ['203'] })
  productIds: string[];

  @ApiProperty({ type: String, nullable: true, description: 'What is worth remembering of the session', example: '换了补光灯' })
  note: string | null;

  @ApiProperty({ description: 'Time of creation, ISO 8601 in Beijing time', example: '2026-11-20T22:15:31+08:00' })
  createdAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'Set once archived: no sale belongs to it any more', example: null })
  archivedAt: string | null;
}

export class ListedLiveSessionDto extends LiveSessionDto {
  @ApiProperty({ description: 'Its `ETag`, for `If-Match`: who lists sessions can change them later without reading each', example: '"…"' })
  entityTag: string;
}

export class LiveSessionPage extends PageOf {
  @ApiProperty({ type: [ListedLiveSessionDto] })
  items: ListedLiveSessionDto[];
}
