import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { IsBusinessDay, IsId, PageOf, PageQuery } from '../../platform/http/index.js';
import { type Effect, EFFECTS, type Source, SOURCES } from './attribution-rule.schema.js';
import { MovesDto } from './moves.dto.js';

const DIVISION_CODE = /^\d{2,12}$/;

export class CreateAttributionRule {
  @ApiProperty({
    enum: EFFECTS,
    description: 'What the rule decides: the origin of lines, the merchant they count for, or where a merchant is at home',
  })
  @IsIn(EFFECTS)
  effect: Effect;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Scope: lines this merchant’s shops sell; for `home` the merchant itself',
    example: '17',
  })
  @IsOptional()
  @IsId()
  merchantId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Scope: lines of this product', example: '203' })
  @IsOptional()
  @IsId()
  productId?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 200,
    description: 'Scope: of those, only lines of this lot (批次). A lot beats a product, a product a merchant, the newest rule its elders',
    example: 'L20261120',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  lot?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'Needed for `origin`: where the lines come from; null: nowhere known',
    example: '140681102201',
  })
  @IsOptional()
  @Matches(DIVISION_CODE)
  originDivisionCode?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Needed for `merchant`: whom the lines count for', example: '18' })
  @IsOptional()
  @IsId()
  targetMerchantId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Needed for `home`', example: '140681' })
  @IsOptional()
  @Matches(DIVISION_CODE)
  homeDivisionCode?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'First day of payment it holds for, Asia/Shanghai; null or absent: from the beginning',
    example: '2026-11-01',
  })
  @IsOptional()
  @IsBusinessDay()
  validFrom?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Last day, included; null or absent: open', example: '2026-11-30' })
  @IsOptional()
  @IsBusinessDay()
  validTo?: string | null;

  @ApiProperty({ minLength: 1, maxLength: 300, example: '原产地登记有误' })
  @IsString()
  @Length(1, 300)
  reason: string;
}

export class WithdrawAttributionRule {
  @ApiProperty({ minLength: 1, maxLength: 300, description: 'Why it no longer holds', example: '登记错了产品' })
  @IsString()
  @Length(1, 300)
  reason: string;
}

export class MergeMerchant {
  @ApiProperty({ description: 'The merchant that stays', example: '17' })
  @IsId()
  intoMerchantId: string;

  @ApiProperty({ minLength: 1, maxLength: 300, example: '同一合作社登记了两次' })
  @IsString()
  @Length(1, 300)
  reason: string;
}

export const RULE_STATES = ['active', 'withdrawn'] as const;
export type RuleState = (typeof RULE_STATES)[number];

export class AttributionRuleQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only rules that name this merchant, as their scope or as whom lines count for', example: '17' })
  @IsOptional()
  @IsId()
  merchantId?: string;

  @ApiPropertyOptional({ description: 'Only rules for this product', example: '203' })
  @IsOptional()
  @IsId()
  productId?: string;

  @ApiPropertyOptional({ enum: RULE_STATES, description: 'Absent: both' })
  @IsOptional()
  @IsIn(RULE_STATES)
  state?: RuleState;
}

export class AttributionRuleDto extends OmitType(CreateAttributionRule, [
  'merchantId',
  'productId',
  'lot',
  'originDivisionCode',
  'targetMerchantId',
  'homeDivisionCode',
  'validFrom',
  'validTo',
] as const) {
  @ApiProperty({ example: '5' }) id: string;
  @ApiProperty({ type: String, nullable: true }) merchantId: string | null;
  @ApiProperty({ type: String, nullable: true }) productId: string | null;
  @ApiProperty({ type: String, nullable: true }) lot: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a rule of effect `origin` null says: no origin' })
  originDivisionCode: string | null;
  @ApiProperty({ type: String, nullable: true }) targetMerchantId: string | null;
  @ApiProperty({ type: String, nullable: true }) homeDivisionCode: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Day, included; null: open' }) validFrom: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Day, included; null: open' }) validTo: string | null;
  @ApiProperty({ enum: SOURCES, description: 'How it came to be: made as a rule, by changing a product or a merchant, by a merger' })
  source: Source;
  @ApiProperty({ description: 'ISO 8601, Beijing time' }) createdAt: string;
  @ApiProperty({ description: 'Username, or the name of a program', example: 'admin' }) createdBy: string;
  @ApiProperty({ type: String, nullable: true, description: 'Set once withdrawn: the rule has no effect any more' })
  withdrawnAt: string | null;
  @ApiProperty({ type: String, nullable: true }) withdrawnBy: string | null;
  @ApiProperty({ type: String, nullable: true }) withdrawalReason: string | null;
}

export class MovedByRuleDto extends AttributionRuleDto {
  @ApiProperty({ type: MovesDto }) moves: MovesDto;
}

export class PreviewDto {
  @ApiProperty({ type: MovesDto }) moves: MovesDto;
}

export class AttributionRulePage extends PageOf {
  @ApiProperty({ type: [AttributionRuleDto] })
  items: AttributionRuleDto[];
}
