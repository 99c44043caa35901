import { ApiProperty, PickType } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { MERCHANT_KINDS, type MerchantKind } from '../merchants/index.js';
import { DayRangeDto, type Growth, GrowthDto, ScopeQuery } from '../rankings/index.js';

const RATE = { type: Number, nullable: true } as const;

export class StockQuery extends PickType(ScopeQuery, ['from', 'to']) {
  @ApiProperty({ example: '140681', description: 'The division; bureaus ask within their province' })
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  within: string;
}

export class StockDto {
  @ApiProperty({ description: 'Registered in Cunbo before the first day and not archived before it' }) opening: number;
  @ApiProperty({ description: 'Registered in the range' }) added: number;
  @ApiProperty({ description: 'Archived in the range, mergers included' }) closed: number;
  @ApiProperty({ description: 'Of `closed`: merged into another' }) merged: number;
  @ApiProperty({ description: 'opening + added − closed' }) closing: number;
  @ApiProperty({ description: 'added − closed' }) net: number;
  @ApiProperty({ ...RATE, description: 'net ÷ opening, as in 19562 ÷ (193252 − 19562) = 11.26 %; null where opening is 0' })
  netGrowthRate: number | null;
  @ApiProperty({ description: 'opening + added: whoever was on the register on some day of the range' }) onRegister: number;
  @ApiProperty({ description: 'Active: of `onRegister`, those with at least one paid line in the range' }) sold: number;
  @ApiProperty({ ...RATE, description: 'sold ÷ onRegister' }) soldShare: number | null;
  @ApiProperty({ description: 'Of `onRegister`, those with at least one paid line in a live session' }) soldLive: number;
  @ApiProperty({ ...RATE, description: 'soldLive ÷ onRegister' }) soldLiveShare: number | null;
  @ApiProperty({ description: 'On the register at the end of the same day of last year' }) earlier: number;
  @ApiProperty({ type: GrowthDto, nullable: true, description: 'closing against `earlier`, by the rules of the rankings' })
  closingGrowth: Growth | null;
}

export class StockOfKindDto extends StockDto {
  @ApiProperty({ enum: MERCHANT_KINDS }) kind: MerchantKind;
}

export class StockOfAreaDto extends StockDto {
  @ApiProperty({ example: '140681102' }) code: string;
  @ApiProperty({ example: '金沙滩镇' }) name: string;
}

export class StockStandingDto {
  @ApiProperty({ ...RATE, description: 'By netGrowthRate; null with an opening below 5, which ranks nobody' }) byNetGrowthRate:
    number | null;
  @ApiProperty({ description: 'How many are ranked by netGrowthRate' }) rankedByRate: number;
  @ApiProperty({ ...RATE, description: 'By closing' }) byClosing: number | null;
  @ApiProperty({
    description:
      'Siblings with a merchant on the register: cities and counties of the province, townships of the county, villages of the township',
  })
  siblings: number;
  @ApiProperty({ example: '14', description: 'Within which division it is ranked' }) among: string;
}

export class MerchantStockDto {
  @ApiProperty({ example: '140681' }) within: string;
  @ApiProperty({ type: DayRangeDto }) range: DayRangeDto;
  @ApiProperty({ description: 'Beijing time' }) asOf: string;
  @ApiProperty({ type: StockDto }) total: StockDto;
  @ApiProperty({ type: [StockOfKindDto] }) kinds: StockOfKindDto[];
  @ApiProperty({ type: StockStandingDto, nullable: true, description: 'null of a province' }) standing: StockStandingDto | null;
  @ApiProperty({ type: [StockOfAreaDto], description: 'The next level down; a merchant entered at a coarser place is in none' })
  areas: StockOfAreaDto[];
}
