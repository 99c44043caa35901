import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Principal } from '../../platform/database/index.js';
import { Access, Conditional, CurrentPrincipal, IfMatch, Precondition, Tagged } from '../../platform/http/index.js';
import { SecurityPolicyDto } from './security-policy.dto.js';
import { SecurityPolicies } from './security-policy.service.js';

@ApiTags('accounts')
@Access('accounts')
@Controller('api/v1/security-policy')
export class SecurityPolicyController {
  constructor(private readonly policies: SecurityPolicies) {}

  /** Which roles need a second step. */
  @Get()
  @Tagged()
  @ApiOkResponse({ type: SecurityPolicyDto })
  get(@CurrentPrincipal() principal: Principal): Promise<SecurityPolicyDto> {
    return this.policies.get(principal);
  }

  /**
   * Holds at once: accounts of these roles without a second step are answered 403 `auth.set-up-second-step` everywhere but at their own
   * account. Tokens go on as before.
   */
  @Put()
  @Tagged()
  @Conditional()
  @ApiOkResponse({ type: SecurityPolicyDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @Body() body: SecurityPolicyDto,
    @IfMatch() expected: Precondition,
  ): Promise<SecurityPolicyDto> {
    return this.policies.change(principal, body, expected);
  }
}
