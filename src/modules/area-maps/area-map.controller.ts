import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../platform/http/index.js';
import { AreaMapDto, ReviewedMapDto } from './area-map.dto.js';
import { AreaMapError } from './area-map.errors.js';
import type { ReviewedMap } from './reviewed-map.js';
import { TILES } from './tile-grid.js';

export const REVIEWED_MAP = Symbol('ReviewedMap');

@ApiTags('divisions')
@Access('figures')
@Controller('api/v1/area-map')
export class AreaMapController {
  constructor(@Inject(REVIEWED_MAP) private readonly reviewed: ReviewedMap | null) {}

  /** The counties as a grid of tiles, which shows no borders, and whether there is a reviewed map besides. */
  @Get()
  @ApiOkResponse({ type: AreaMapDto })
  read(): AreaMapDto {
    return { tiles: TILES, reviewNumber: this.reviewed?.reviewNumber ?? null };
  }

  /** The reviewed map that the operator supplied. Whoever shows it prints its number. */
  @Get('boundaries')
  @ApiOkResponse({ type: ReviewedMapDto })
  boundaries(): ReviewedMapDto {
    if (this.reviewed === null) throw new AreaMapError('area-map.none');
    return this.reviewed;
  }
}
