import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import type { FileFormat } from '../../platform/spreadsheet/index.js';
import { IndicatorQuery } from '../headline-indicators/index.js';
import { StockQuery } from '../merchant-stock/index.js';
import { PriceQuery } from '../price-watch/index.js';
import { SalesTargetQuery } from '../sales-targets/index.js';
import { SilenceQuery } from '../silence-watch/index.js';

const FORMATS = ['csv', 'xlsx'] as const;

export class IndicatorFileQuery extends IndicatorQuery {
  @ApiProperty({ enum: FORMATS })
  @IsIn(FORMATS)
  format: FileFormat;
}

export class StockFileQuery extends StockQuery {
  @ApiProperty({ enum: FORMATS })
  @IsIn(FORMATS)
  format: FileFormat;
}

/** All of them in one file. */
export class TargetFileQuery extends OmitType(SalesTargetQuery, ['within', 'limit', 'cursor']) {
  @ApiProperty({ example: '140681' })
  @Matches(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/)
  within: string;

  @ApiProperty({ enum: FORMATS })
  @IsIn(FORMATS)
  format: FileFormat;
}

export class PriceFileQuery extends PriceQuery {
  @ApiProperty({ enum: FORMATS })
  @IsIn(FORMATS)
  format: FileFormat;
}

export class SilenceFileQuery extends SilenceQuery {
  @ApiProperty({ enum: FORMATS })
  @IsIn(FORMATS)
  format: FileFormat;
}
