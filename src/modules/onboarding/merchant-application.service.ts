import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, nameOf, type Origin, type Principal, SIGN_IN, type Tx } from '../../platform/database/index.js';
import { AddressLimit, cursorId, type Page, toPage } from '../../platform/http/index.js';
import { nameTaken, Newcomers } from '../accounts/index.js';
import { DivisionService } from '../divisions/index.js';
import { MerchantService } from '../merchants/index.js';
import type { ApplicationQuery, ApplyForMerchant, MerchantApplicationDto } from './merchant-application.dto.js';
import { type Decision, type MerchantApplication, MerchantApplicationRepository } from './merchant-application.repository.js';
import { OnboardingError } from './onboarding.errors.js';

const APPLICATIONS_OF_AN_ADDRESS = 5;
const APPLICATIONS_WINDOW_MS = 3_600_000;

/** Merchants that ask to be let in. Nothing is made of an application before somebody whose division it lies in has decided. */
@Injectable()
export class MerchantApplications {
  private readonly applied: AddressLimit;

  constructor(
    private readonly database: Database,
    private readonly applications: MerchantApplicationRepository,
    private readonly newcomers: Newcomers,
    private readonly merchants: MerchantService,
    private readonly divisions: DivisionService,
    private readonly clock: Clock,
  ) {
    this.applied = new AddressLimit(APPLICATIONS_OF_AN_ADDRESS, APPLICATIONS_WINDOW_MS, clock);
  }

  async apply({ password, note, ...application }: ApplyForMerchant, origin: Origin): Promise<{ id: string }> {
    this.applied.take(origin.address);
    const { username, contactName: name } = application;
    await this.database.snapshot(SIGN_IN, (tx) => this.refuseHopeless(tx, application));
    const passwordHash = await this.newcomers.hashGood(password, { username, name });
    const row = { ...application, passwordHash, note: note ?? null, appliedAt: this.clock.now() };
    return this.database.transaction({ ...SIGN_IN, origin }, async (tx) => ({ id: await this.applications.insert(tx, row) }));
  }

  list(principal: Principal, { state, limit, cursor }: ApplicationQuery): Promise<Page<MerchantApplicationDto>> {
    return this.database.snapshot(principal, async (tx) =>
      toPage(await this.applications.list(tx, state, cursorId(cursor), limit + 1), limit, toDto, ({ id }) => [id]),
    );
  }

  /** The merchant and the account of its lead are there together, or neither. */
  approve(principal: Principal, id: string): Promise<MerchantApplicationDto> {
    return this.database.transaction(principal, async (tx) => {
      const { username, ...values } = await this.requireWaiting(tx, id);
      const { id: merchantId } = await this.merchants.register(tx, values);
      const accountId = await this.applications.openLeadAccount(tx, id, merchantId);
      if (accountId === null) throw nameTaken(username ?? '');
      return toDto(await this.applications.approve(tx, id, { merchantId, accountId }, this.decisionOf(principal)));
    });
  }

  refuse(principal: Principal, id: string, reason: string): Promise<MerchantApplicationDto> {
    return this.database.transaction(principal, async (tx) => {
      await this.requireWaiting(tx, id);
      return toDto(await this.applications.refuse(tx, id, reason, this.decisionOf(principal)));
    });
  }

  /** Before the password costs anything. */
  private async refuseHopeless(tx: Tx, { username, divisionCode }: Pick<ApplyForMerchant, 'username' | 'divisionCode'>): Promise<void> {
    await this.divisions.requireKnown(tx, divisionCode);
    await this.newcomers.refuseTaken(tx, username);
    if (await this.applications.isWanted(tx, username)) throw nameTaken(username);
  }

  private async requireWaiting(tx: Tx, id: string): Promise<MerchantApplication> {
    const application = await this.applications.findForDecision(tx, id);
    if (application === null) throw new OnboardingError('applications.not-found', { id });
    if (application.state !== 'waiting') throw new OnboardingError('applications.decided', { id });
    return application;
  }

  private decisionOf(principal: Principal): Decision {
    return { at: this.clock.now(), by: nameOf(principal) };
  }
}

function toDto(application: MerchantApplication): MerchantApplicationDto {
  const { appliedAt, decidedAt, ...others } = application;
  return { ...others, appliedAt: beijingIso(appliedAt), decidedAt: decidedAt === null ? null : beijingIso(decidedAt) };
}
