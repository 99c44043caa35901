import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, type Page, PageQuery } from '../../platform/http/index.js';
import { DivisionDto, DivisionItem, DivisionPage, DivisionQuery, DivisionSuccessionItem, DivisionSuccessionPage } from './division.dto.js';
import { DivisionPlaces } from './division-places.dto.js';
import { DivisionPlacesService } from './division-places.service.js';
import { DivisionService } from './division.service.js';
import { DivisionSuccession } from './division-succession.service.js';

@ApiTags('divisions')
@Access('figures')
@Controller('api/v1/divisions')
export class DivisionController {
  constructor(
    private readonly divisions: DivisionService,
    private readonly successions: DivisionSuccession,
    private readonly places: DivisionPlacesService,
  ) {}

  /** Divisions by code, Chinese, pinyin, initials or former name, best matches first; without `query` those of a level or inside a division, by code. */
  @Get()
  @ApiOkResponse({ type: DivisionPage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: DivisionQuery): Promise<Page<DivisionItem>> {
    return this.divisions.list(principal, query);
  }

  /** What became of divisions that were renamed, moved, merged or split, by code. */
  @Get('successions')
  @ApiOkResponse({ type: DivisionSuccessionPage })
  listSuccessions(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<Page<DivisionSuccessionItem>> {
    return this.successions.list(principal, query);
  }

  /** One division with what it belongs to. A code that others took over answers 404 and names them. */
  @Get(':code')
  @ApiOkResponse({ type: DivisionDto })
  get(@CurrentPrincipal() principal: Principal, @Param('code') code: string): Promise<DivisionDto> {
    return this.divisions.get(principal, code);
  }

  /** Every township and village to choose from inside a county, with pinyin and former names, to be searched on a phone without a connection. */
  @Get(':code/places')
  @ApiOkResponse({ type: DivisionPlaces })
  placesOf(@CurrentPrincipal() principal: Principal, @Param('code') code: string): Promise<DivisionPlaces> {
    return this.places.placesOf(principal, code);
  }
}
