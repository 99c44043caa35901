import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsBusinessDay, PageOf, PageQuery } from '../../platform/http/index.js';
import { CAMPAIGN_KINDS, type CampaignKind, SESSION_RULES, type SessionRule } from './campaign.schema.js';

const MAX_AREAS = 200;
const MAX_PARTNERS = 50;
const CODE = /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/;
const RULES = 'picked: sessions that were added; areas: besides, every selling session of the days by merchants at home in the areas';

export class PartnerDto {
  @ApiProperty({ minLength: 1, maxLength: 100, example: '国家广播电视总局' })
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200, example: '定点帮扶' })
  @IsOptional()
  @IsString()
  @Length(0, 200)
  role: string | null = null;
}

export class CreateCampaign {
  @ApiProperty({ minLength: 1, maxLength: 200, example: '2026 潞党参节' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiProperty({ enum: CAMPAIGN_KINDS, description: 'own 自办, platform 平台, ministry 部委, festival 节庆' })
  @IsIn(CAMPAIGN_KINDS)
  kind: CampaignKind;

  @ApiProperty({ description: 'First day, Asia/Shanghai', example: '2026-11-01' })
  @IsBusinessDay()
  from: string;

  @ApiProperty({ description: 'Last day, included; at most 366 days', example: '2026-11-21' })
  @IsBusinessDay()
  to: string;

  @ApiProperty({ description: 'The division of the organiser; for a bureau inside its own', example: '140681' })
  @IsString()
  @Matches(CODE)
  ownerCode: string;

  @ApiProperty({ type: [String], description: 'The divisions that take part; for a bureau inside its own', example: ['140681'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_AREAS)
  @ArrayUnique()
  @IsString({ each: true })
  @Matches(CODE, { each: true })
  areaCodes: string[];

  @ApiPropertyOptional({ type: String, enum: SESSION_RULES, nullable: true, default: 'picked', description: RULES })
  @IsOptional()
  @IsIn(SESSION_RULES)
  sessionRule?: SessionRule | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    default: false,
    description: 'Whether merchants at home in the areas may add sessions of their own',
  })
  @IsOptional()
  @IsBoolean()
  isOpen?: boolean | null;

  @ApiPropertyOptional({ type: [PartnerDto], nullable: true, maxItems: MAX_PARTNERS, description: '帮扶单位' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_PARTNERS)
  // A list in the list would be validated as if it were its members.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PartnerDto)
  partners?: PartnerDto[] | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100, example: '三晋优品' })
  @IsOptional()
  @IsString()
  @Length(0, 100)
  label?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 2_000 })
  @IsOptional()
  @IsString()
  @Length(0, 2_000)
  notes?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 100,
    description: 'The same for all editions: an edition is compared with the one before it of the same organiser',
    example: '潞党参节',
  })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  seriesKey?: string | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    minimum: 0,
    description: '人气 of the whole campaign, as the platform or the press reported it',
    example: 42_000_000,
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  popularity?: number | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 200, description: 'Who reported it', example: '抖音直播间页面' })
  @IsOptional()
  @IsString()
  @Length(0, 200)
  popularitySource?: string | null;
}

/** What is optional is cleared by null; what is not, is refused as null. */
export class ChangeCampaign extends PartialType(CreateCampaign, { skipNullProperties: false }) {}

export const CAMPAIGN_STATES = ['upcoming', 'running', 'ended'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

export class CampaignQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Campaigns with a day on or after this', example: '2026-11-01' })
  @IsOptional()
  @IsBusinessDay()
  from?: string;

  @ApiPropertyOptional({ description: 'Campaigns with a day on or before this', example: '2026-11-30' })
  @IsOptional()
  @IsBusinessDay()
  to?: string;

  @ApiPropertyOptional({ enum: CAMPAIGN_KINDS })
  @IsOptional()
  @IsIn(CAMPAIGN_KINDS)
  kind?: CampaignKind;

  @ApiPropertyOptional({ enum: CAMPAIGN_STATES, description: 'Today, Asia/Shanghai' })
  @IsOptional()
  @IsIn(CAMPAIGN_STATES)
  state?: CampaignState;

  @ApiPropertyOptional({ description: 'Campaigns with an area that lies in this division, or that it lies in', example: '140681' })
  @IsOptional()
  @IsString()
  @Matches(CODE)
  within?: string;
}

export class CampaignDto {
  @ApiProperty({ example: '5' }) id: string;
  @ApiProperty({ example: '2026 潞党参节' }) name: string;
  @ApiProperty({ enum: CAMPAIGN_KINDS }) kind: CampaignKind;
  @ApiProperty({ example: '2026-11-01' }) from: string;
  @ApiProperty({ example: '2026-11-21' }) to: string;
  @ApiProperty({ example: '140681' }) ownerCode: string;
  @ApiProperty({ type: [String], example: ['140681'] }) areaCodes: string[];
  @ApiProperty({ enum: SESSION_RULES, description: RULES }) sessionRule: SessionRule;
  @ApiProperty() isOpen: boolean;
  @ApiProperty({ type: [PartnerDto] }) partners: PartnerDto[];
  @ApiProperty({ type: String, nullable: true, example: '三晋优品' }) label: string | null;
  @ApiProperty({ type: String, nullable: true }) notes: string | null;
  @ApiProperty({ type: String, nullable: true, example: '潞党参节' }) seriesKey: string | null;
  @ApiProperty({ type: Number, nullable: true }) popularity: number | null;
  @ApiProperty({ type: String, nullable: true }) popularitySource: string | null;
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) createdAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'Set once archived' }) archivedAt: string | null;
}

export class CampaignPage extends PageOf {
  @ApiProperty({ type: [CampaignDto] })
  items: CampaignDto[];
}
