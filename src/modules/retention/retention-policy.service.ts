import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Database, nameOf, type Principal, type Tx } from '../../platform/database/index.js';
import { Precondition } from '../../platform/http/index.js';
import { RetentionError } from './retention.errors.js';
import type { ChangePolicy, RetentionPolicyDto } from './retention-policy.dto.js';
import { RetentionPolicyRepository } from './retention-policy.repository.js';

const DAYS_PER_MONTH = 31;

/** How long this installation keeps what; every decision stays on record with its reason and its author. */
@Injectable()
export class RetentionPolicies {
  constructor(
    private readonly database: Database,
    private readonly policies: RetentionPolicyRepository,
  ) {}

  get(principal: Principal): Promise<RetentionPolicyDto> {
    return this.database.snapshot(principal, (tx) => this.read(tx));
  }

  change(principal: Principal, policy: ChangePolicy, expected = Precondition.NONE): Promise<RetentionPolicyDto> {
    const maxDays = policy.transactionMonths * DAYS_PER_MONTH;
    if (policy.payloadDays > maxDays)
      throw new RetentionError('retention.bodies-outlive-orders', { transactionMonths: policy.transactionMonths, maxDays }, '/payloadDays');
    return this.database.transaction(principal, async (tx) => {
      await this.policies.takeTurn(tx);
      await expected.require(() => this.read(tx));
      await this.policies.add(tx, policy, nameOf(principal));
      return this.read(tx);
    });
  }

  private async read(tx: Tx): Promise<RetentionPolicyDto> {
    const policy = await this.policies.getCurrent(tx);
    return {
      transactionMonths: policy.transaction_months,
      payloadDays: policy.payload_days,
      quietDays: policy.quiet_days,
      reason: policy.reason,
      decidedAt: beijingIso(policy.decided_at),
      decidedBy: policy.decided_by,
      lastSweptDay: await this.policies.findLastSweptDay(tx),
    };
  }
}
