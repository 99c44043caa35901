import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal, IdPipe, Write, type WriteRequest } from '../../platform/http/index.js';
import { MergeMerchant, MovedByRuleDto, PreviewDto } from './attribution-rule.dto.js';
import { MerchantMergers } from './merchant-merger.service.js';

@ApiTags('merchants')
@Access('rules')
@Controller('api/v1/merchants')
export class MerchantMergerController {
  constructor(private readonly mergers: MerchantMergers) {}

  /**
   * Merges a merchant entered twice into the one that stays: its sales, past and future, count for that one, and it is archived.
   * Withdrawing the rule that is answered undoes the merger. 409 if it is merged already.
   */
  @Post(':id/merge')
  @ApiCreatedResponse({ type: MovedByRuleDto })
  merge(@Write() write: WriteRequest, @Param('id', IdPipe) id: string, @Body() body: MergeMerchant): Promise<MovedByRuleDto> {
    return this.mergers.merge(write, id, body);
  }

  /** What the merger would move, against what is posted now. Changes nothing. */
  @Post(':id/merge/preview')
  @HttpCode(200)
  @ApiOkResponse({ type: PreviewDto })
  preview(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string, @Body() body: MergeMerchant): Promise<PreviewDto> {
    return this.mergers.preview(principal, id, body);
  }
}
