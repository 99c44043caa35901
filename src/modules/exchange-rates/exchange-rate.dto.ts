import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, Matches, ValidateNested } from 'class-validator';
import type { BusinessDay } from '../../kernel/business-day.js';
import { IsBusinessDay, PageOf } from '../../platform/http/index.js';

export const MAX_RATES = 5_000;
export const CURRENCY = /^(?!CNY)[A-Z]{3}$/;
export const RATE = /^(?!0+(\.0+)?$)\d{1,8}(\.\d{1,10})?$/;

export class ExchangeRateDto {
  @ApiProperty({ description: 'ISO 4217, not CNY', example: 'USD' })
  @Matches(CURRENCY, { message: 'must be a currency code of ISO 4217 other than CNY' })
  currency: string;

  @ApiProperty({ description: 'From this day on, until the next one of the currency', example: '2026-11-20' })
  @IsBusinessDay()
  day: BusinessDay;

  @ApiProperty({ description: 'Yuan for one unit, a decimal number as text, at most ten decimals', example: '7.0899' })
  @Matches(RATE, { message: 'must be a decimal number above 0 as text, with at most ten decimals' })
  yuanPerUnit: string;
}

export class ImportRates {
  @ApiProperty({ type: [ExchangeRateDto], description: `1 to ${MAX_RATES} rates; one of a known currency and day replaces it` })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_RATES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ExchangeRateDto)
  rates: ExchangeRateDto[];
}

export class ImportedRatesDto {
  @ApiProperty({ description: 'Rates that are new or differ from what was known; orders they concern are converted again within seconds' })
  changed: number;

  @ApiProperty({ description: 'Rates that were known as they are' })
  unchanged: number;
}

export class ExchangeRatePage extends PageOf {
  @ApiProperty({ type: [ExchangeRateDto] }) items: ExchangeRateDto[];
}
