import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal } from '../../platform/http/index.js';
import { FestivalComparisonDto } from './bulletin-figures.dto.js';
import { FestivalComparisons } from './festival-comparison.service.js';
import { FestivalComparisonQuery, FestivalList, FestivalYear, ImportedFestivalsDto, ImportFestivals } from './festival.dto.js';
import { Festivals } from './festivals.service.js';

@ApiTags('festivals')
@Controller('api/v1')
export class FestivalController {
  constructor(
    private readonly festivals: Festivals,
    private readonly comparisons: FestivalComparisons,
  ) {}

  /** When festivals and holidays of a year are: as imported, else as the program has it. */
  @Access('bulletins')
  @Get('festivals')
  @ApiOkResponse({ type: FestivalList })
  list(@CurrentPrincipal() principal: Principal, @Query() { year }: FestivalYear): Promise<FestivalList> {
    return this.festivals.list(principal, year);
  }

  /** Takes in festivals and days off that are newer than the program; the same ones twice change nothing. */
  @Access('rules')
  @Post('festivals')
  @HttpCode(200)
  @ApiOkResponse({ type: ImportedFestivalsDto })
  import(@CurrentPrincipal() principal: Principal, @Body() { festivals }: ImportFestivals): Promise<ImportedFestivalsDto> {
    return this.festivals.import(principal, festivals);
  }

  /** The days from one festival to another with the same days of the lunar calendar a year before. 400 `festivals.unknown` beyond the calendar. */
  @Access('bulletins')
  @Get('festival-comparison')
  @ApiOkResponse({ type: FestivalComparisonDto })
  compare(@CurrentPrincipal() principal: Principal, @Query() query: FestivalComparisonQuery): Promise<FestivalComparisonDto> {
    return this.comparisons.compare(principal, query);
  }
}
