import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, Conditional, CurrentPrincipal, IfMatch, Precondition, Tagged } from '../../platform/http/index.js';
import { ChangePolicy, RetentionPolicyDto } from './retention-policy.dto.js';
import { RetentionPolicies } from './retention-policy.service.js';

@ApiTags('retention')
@Access('rules')
@Controller('api/v1/retention-policy')
export class RetentionPolicyController {
  constructor(private readonly policies: RetentionPolicies) {}

  /** How long orders and message bodies are kept, and how far that has been carried out. */
  @Get()
  @Tagged()
  @ApiOkResponse({ type: RetentionPolicyDto })
  get(@CurrentPrincipal() principal: Principal): Promise<RetentionPolicyDto> {
    return this.policies.get(principal);
  }

  /** A new decision; the one before stays on record. It is carried out by the next sweep. */
  @Put()
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: RetentionPolicyDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Body() body: ChangePolicy,
    @IfMatch() expected: Precondition,
  ): Promise<RetentionPolicyDto> {
    return this.policies.change(principal, body, expected);
  }
}
