import { Injectable } from '@nestjs/common';
import { Database, type Principal } from '../../platform/database/index.js';
import { Precondition } from '../../platform/http/index.js';
import type { SecurityPolicyDto } from './security-policy.dto.js';
import { SecurityPolicyRepository } from './security-policy.repository.js';
import { ROLES } from './role.js';

/** Which roles need a second step. Whoever is signed in and has none may do nothing else from then on, whoever has one notices nothing. */
@Injectable()
export class SecurityPolicies {
  constructor(
    private readonly database: Database,
    private readonly policies: SecurityPolicyRepository,
  ) {}

  get(principal: Principal): Promise<SecurityPolicyDto> {
    return this.database.snapshot(principal, async (tx) => ({ secondStepRoles: await this.policies.secondStepRoles(tx) }));
  }

  change(principal: Principal, { secondStepRoles }: SecurityPolicyDto, expected = Precondition.NONE): Promise<SecurityPolicyDto> {
    const roles = ROLES.filter((role) => secondStepRoles.includes(role));
    return this.database.transaction(principal, async (tx) => {
      await expected.require(async () => ({ secondStepRoles: await this.policies.secondStepRolesForChange(tx) }));
      await this.policies.setSecondStepRoles(tx, roles);
      return { secondStepRoles: await this.policies.secondStepRoles(tx) };
    });
  }
}
