import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/database/index.js';
import { Access, CurrentPrincipal } from '../../platform/http/index.js';
import { BeginSecondStep, ConfirmSecondStep, RecoveryCodesDto, RemoveSecondStep, SecondStepDto } from './second-step.dto.js';
import { SecondSteps } from './second-step.service.js';

@ApiTags('auth')
@Access('own-account')
@Controller('api/v1/auth/second-step')
export class SecondStepController {
  constructor(private readonly steps: SecondSteps) {}

  /**
   * A secret for an authenticator program (TOTP, RFC 6238), not in force before it is confirmed, within 15 minutes. 401 `auth.wrong-credentials`
   * for a wrong password, 409 `auth.second-step-exists` while one is in force.
   */
  @Post()
  @ApiCreatedResponse({ type: SecondStepDto })
  begin(@CurrentPrincipal() principal: Principal, @Body() body: BeginSecondStep): Promise<SecondStepDto> {
    return this.steps.begin(principal, body.password);
  }

  /**
   * From now on signing in takes a code; answers the recovery codes, shown this once, and ends the other sessions of the account. 400
   * `auth.unfit-code`; 409 `auth.second-step-not-begun`, also when it was begun too long ago.
   */
  @Post('confirm')
  @HttpCode(200)
  @ApiOkResponse({ type: RecoveryCodesDto })
  confirm(
    @CurrentPrincipal() principal: Principal,
    @Body() body: ConfirmSecondStep,
    @Req() request: FastifyRequest,
  ): Promise<RecoveryCodesDto> {
    return this.steps.confirm(principal, body.code, request.sessionId);
  }

  /**
   * Takes the second step and its recovery codes away. 401 `auth.wrong-credentials` for a wrong password, 400 `auth.unfit-code` for a wrong
   * code, both of which count as failures to sign in; 409 `auth.no-second-step`.
   */
  @Post('remove')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@CurrentPrincipal() principal: Principal, @Body() body: RemoveSecondStep): Promise<void> {
    return this.steps.remove(principal, body.password, body.code);
  }
}
