import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal } from '../../platform/http/index.js';
import { SilenceQuery, SilenceWatchDto } from './silence-watch.dto.js';
import { SilenceWatch } from './silence-watch.service.js';

@ApiTags('county-watch')
@Access('county-watch')
@Controller('api/v1/fallen-silent')
export class SilenceWatchController {
  constructor(private readonly silence: SilenceWatch) {}

  /**
   * Merchants, villages or townships that sold in the 90 days before (or the same days of last year) and not in the last days, with the last day
   * they sold on. Merchants by name only inside the reader’s own division; archived ones have closed and are not listed.
   */
  @Get()
  @ApiOkResponse({ type: SilenceWatchDto })
  of(@CurrentPrincipal() principal: Principal, @Query() query: SilenceQuery): Promise<SilenceWatchDto> {
    return this.silence.of(principal, query);
  }
}
