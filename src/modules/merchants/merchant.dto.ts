import { ApiProperty, PartialType } from '@nestjs/swagger';
import { IsIn, IsString, Length, Matches } from 'class-validator';
import { PageOf } from '../../platform/http/index.js';
import { MERCHANT_KINDS, type MerchantKind } from './merchant.schema.js';

export class CreateMerchant {
  @ApiProperty({ example: '怀仁市金沙滩镇南家堡陶瓷合作社' })
  @IsString()
  @Length(1, 200)
  name: string;

  @ApiProperty({ enum: MERCHANT_KINDS })
  @IsIn(MERCHANT_KINDS)
  kind: MerchantKind;

  @ApiProperty({ description: 'Home division, 2 to 12 digits; the one in force today', example: '140681102201' })
  @IsString()
  @Matches(/^\d{2,12}$/)
  divisionCode: string;
}

export class ChangeMerchant extends PartialType(CreateMerchant, { skipNullProperties: false }) {}

export class MerchantDto extends CreateMerchant {
  @ApiProperty({ example: '17' })
  id: string;

  @ApiProperty({ description: 'Time of creation, ISO 8601 in Beijing time' })
  createdAt: string;

  @ApiProperty({ type: String, nullable: true, description: 'Set once archived: no new sales are expected, past ones stay' })
  archivedAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The merchant it was merged into and counts for', example: null })
  mergedIntoId: string | null;
}

export class MerchantPage extends PageOf {
  @ApiProperty({ type: [MerchantDto] })
  items: MerchantDto[];
}
