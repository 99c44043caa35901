import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { OutOfScope } from '../../platform/http/index.js';
import type { Role } from './role.js';

/** What an installation asks of its accounts; one row. */
@Injectable()
export class SecurityPolicyRepository {
  secondStepRoles(tx: Tx): Promise<Role[]> {
    return this.read(tx, 'select second_step_roles as roles from security_policy');
  }

  secondStepRolesForChange(tx: Tx): Promise<Role[]> {
    return this.read(tx, 'select second_step_roles as roles from security_policy for update');
  }

  private async read(tx: Tx, statement: string): Promise<Role[]> {
    const [policy] = await tx.query<{ roles: Role[] }>(statement);
    if (policy === undefined) throw new OutOfScope();
    return policy.roles;
  }

  async setSecondStepRoles(tx: Tx, roles: readonly Role[]): Promise<void> {
    await tx.query('update security_policy set second_step_roles = $1', [roles]);
  }
}
