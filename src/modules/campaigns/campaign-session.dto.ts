import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsOptional, IsString, Length } from 'class-validator';
import { IsId, PageOf } from '../../platform/http/index.js';

const MAX_SESSIONS = 500;

export class AddCampaignSessions {
  @ApiProperty({ type: [String], maxItems: MAX_SESSIONS, description: 'Sessions that began on a day of the campaign', example: ['88'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_SESSIONS)
  @ArrayUnique()
  @IsId({ each: true })
  liveSessionIds: string[];

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 100,
    description: 'The name of a partner of the campaign that these sessions are linked to; null: to none',
    example: '国家广播电视总局',
  })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  partner?: string | null;
}

export class AddedSessionsDto {
  @ApiProperty({ description: 'Sessions that were not there' }) added: number;
  @ApiProperty({ description: 'Sessions that were linked to another partner, or to none' }) changed: number;
}

export class NamedCampaign {
  @ApiProperty({ example: '5' })
  @IsId()
  campaignId: string;
}

export class CampaignSessionDto {
  @ApiProperty({ example: '88' }) liveSessionId: string;
  @ApiProperty({ example: '17' }) merchantId: string;
  @ApiProperty({ example: '南家堡合作社' }) merchantName: string;
  @ApiProperty({ example: '晚场' }) title: string;
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) startedAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'A partner of the campaign' }) partner: string | null;
  @ApiProperty({ description: 'false: there by the rule of the campaign' }) isAdded: boolean;
}

export class CampaignSessionPage extends PageOf {
  @ApiProperty({ type: [CampaignSessionDto] })
  items: CampaignSessionDto[];
}
