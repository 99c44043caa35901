import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import {
  Access,
  Conditional,
  CurrentPrincipal,
  IdPipe,
  IfMatch,
  type Page,
  Precondition,
  Tagged,
  Write,
  type WriteRequest,
} from '../../platform/http/index.js';
import {
  AttributionRuleDto,
  AttributionRulePage,
  AttributionRuleQuery,
  CreateAttributionRule,
  MovedByRuleDto,
  PreviewDto,
  WithdrawAttributionRule,
} from './attribution-rule.dto.js';
import { AttributionRules } from './attribution-rule.service.js';

@ApiTags('attribution')
@Access('rules')
@Controller('api/v1/attribution-rules')
export class AttributionRuleController {
  constructor(private readonly rules: AttributionRules) {}

  /**
   * A rule (归属规则) for which origin or merchant lines count, or where a merchant is at home, by day of payment. Past sales move, too;
   * the answer says which, against what is posted now.
   */
  @Post()
  @ApiCreatedResponse({ type: MovedByRuleDto })
  create(@Write() write: WriteRequest, @Body() body: CreateAttributionRule): Promise<MovedByRuleDto> {
    return this.rules.create(write, body);
  }

  /** What such a rule would move, against what is posted now. Changes nothing. */
  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ type: PreviewDto })
  preview(@CurrentPrincipal() principal: Principal, @Body() body: CreateAttributionRule): Promise<PreviewDto> {
    return this.rules.preview(principal, body);
  }

  /** Rules, the newest first; those that changes of products and merchants and mergers made are among them. */
  @Get()
  @ApiOkResponse({ type: AttributionRulePage })
  list(@CurrentPrincipal() principal: Principal, @Query() query: AttributionRuleQuery): Promise<Page<AttributionRuleDto>> {
    return this.rules.list(principal, query);
  }

  @Get(':id')
  @Tagged()
  @ApiOkResponse({ type: AttributionRuleDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id', IdPipe) id: string): Promise<AttributionRuleDto> {
    return this.rules.get(principal, id);
  }

  /** The rule has no effect any more and what it moved moves back. Of a merger: the merged merchant stands on its own again. 409 if withdrawn. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @Conditional()
  @ApiOkResponse({ type: MovedByRuleDto })
  withdraw(
    @Write() write: WriteRequest,
    @Param('id', IdPipe) id: string,
    @Body() body: WithdrawAttributionRule,
    @IfMatch() expected: Precondition,
  ): Promise<MovedByRuleDto> {
    return this.rules.withdraw(write, id, body, expected);
  }

  /** What withdrawing the rule would move, against what is posted now. Changes nothing. */
  @Post(':id/withdraw/preview')
  @HttpCode(200)
  @ApiOkResponse({ type: PreviewDto })
  previewWithdrawal(
    @CurrentPrincipal() principal: Principal,
    @Param('id', IdPipe) id: string,
    @Body() body: WithdrawAttributionRule,
  ): Promise<PreviewDto> {
    return this.rules.previewWithdrawal(principal, id, body);
  }
}
