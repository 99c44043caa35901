import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { PageOf, PageQuery } from '../../platform/http/index.js';
import { USERNAME } from '../accounts/index.js';
import { MERCHANT_KINDS, type MerchantKind } from '../merchants/index.js';

export const APPLICATION_STATES = ['waiting', 'approved', 'refused'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

export class ApplyForMerchant {
  @ApiProperty({ description: 'Of the merchant', minLength: 1, maxLength: 200, example: '怀仁市金沙滩镇南家堡陶瓷合作社' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiProperty({ enum: MERCHANT_KINDS })
  @IsIn(MERCHANT_KINDS)
  kind: MerchantKind;

  @ApiProperty({ description: 'Home division, 2 to 12 digits', example: '140681102201' })
  @IsString()
  @Matches(/^\d{2,12}$/)
  divisionCode: string;

  @ApiProperty({ description: 'Of the person who becomes the lead', minLength: 1, maxLength: 100, example: '王秀兰' })
  @IsString()
  @Length(1, 100)
  contactName: string;

  @ApiProperty({ description: 'Lower-case letters, digits, dots, dashes', example: 'huairen.wang' })
  @IsString()
  @Matches(USERNAME)
  username: string;

  @ApiProperty({ minLength: 12, description: 'Opens the account once the application is approved' })
  @IsString()
  @Length(1, 1_000)
  password: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 1_000, example: '每周三场直播' })
  @IsOptional()
  @IsString()
  @Length(0, 1_000)
  note?: string | null;
}

export class ApplicationReceiptDto {
  @ApiProperty({ example: '9' }) id: string;
}

export class RefuseApplication {
  @ApiProperty({ minLength: 1, maxLength: 500, example: '不在本县' })
  @IsString()
  @Length(1, 500)
  reason: string;
}

export class ApplicationQuery extends PageQuery {
  @ApiPropertyOptional({ enum: APPLICATION_STATES, description: 'Absent: all, by id' })
  @IsOptional()
  @IsIn(APPLICATION_STATES)
  state?: ApplicationState;
}

export class MerchantApplicationDto {
  @ApiProperty({ example: '9' }) id: string;
  @ApiProperty({ example: '怀仁市金沙滩镇南家堡陶瓷合作社' }) name: string;
  @ApiProperty({ enum: MERCHANT_KINDS }) kind: MerchantKind;
  @ApiProperty({ example: '140681102201' }) divisionCode: string;
  @ApiProperty({ type: String, nullable: true, description: 'null once refused', example: '王秀兰' }) contactName: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'null once refused', example: 'huairen.wang' }) username: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'null once refused' }) note: string | null;
  @ApiProperty({ enum: APPLICATION_STATES }) state: ApplicationState;
  @ApiProperty({ description: 'ISO 8601 in Beijing time' }) appliedAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'ISO 8601 in Beijing time' }) decidedAt: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'admin' }) decidedBy: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a refusal' }) reason: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Made by the approval' }) merchantId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of the lead, made by the approval' }) accountId: string | null;
}

export class MerchantApplicationPage extends PageOf {
  @ApiProperty({ type: [MerchantApplicationDto] })
  items: MerchantApplicationDto[];
}
