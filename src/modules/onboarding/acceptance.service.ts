import { Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, type Origin, type Principal, SIGN_IN, type Tx } from '../../platform/database/index.js';
import { AddressLimit } from '../../platform/http/index.js';
import { type AccountDto, hashOf, Newcomers } from '../accounts/index.js';
import type { AcceptInvitation, InvitationContentDto } from './invitation.dto.js';
import { type Invitation, InvitationRepository } from './invitation.repository.js';
import { mayInvite } from './invitation-rights.js';
import { InvitationScopes } from './invitation-scopes.service.js';
import { OnboardingError } from './onboarding.errors.js';

const TRIES_OF_AN_ADDRESS = 30;
const TRIES_WINDOW_MS = 5 * 60_000;

/** An invitation in the hands of who was invited. It is good once, for its time, and as long as its giver still could give it. */
@Injectable()
export class Acceptance {
  private readonly tries: AddressLimit;

  constructor(
    private readonly database: Database,
    private readonly invitations: InvitationRepository,
    private readonly scopes: InvitationScopes,
    private readonly newcomers: Newcomers,
    private readonly clock: Clock,
  ) {
    this.tries = new AddressLimit(TRIES_OF_AN_ADDRESS, TRIES_WINDOW_MS, clock);
  }

  async look(token: string, address: string): Promise<InvitationContentDto> {
    this.tries.take(address);
    const { invitation, giver } = await this.open(token);
    const { role, name, expiresAt } = invitation;
    const names = await this.database.snapshot(giver, async (tx) => {
      await this.requireSeen(tx, invitation);
      return this.scopes.names(tx, invitation);
    });
    return { role, name, ...names, expiresAt: beijingIso(expiresAt) };
  }

  /** The account is there together with the invitation being used, or neither. */
  async accept({ token, username, password }: AcceptInvitation, origin: Origin): Promise<AccountDto> {
    this.tries.take(origin.address);
    const { invitation, giver } = await this.open(token);
    await this.database.snapshot(giver, (tx) => this.requireSeen(tx, invitation));
    const passwordHash = await this.newcomers.hashGood(password, { username, name: invitation.name });
    return this.database.transaction({ ...SIGN_IN, origin }, async (tx) => {
      if (!(await this.invitations.accept(tx, invitation.id, this.clock.now()))) throw new OnboardingError('invitations.void');
      const { name, role, divisionCode, merchantIds, hostIds } = invitation;
      return this.newcomers.open(tx, { username, name, role, divisionCode, merchantIds, hostIds, passwordHash });
    });
  }

  private open(token: string): Promise<{ invitation: Invitation; giver: Principal }> {
    return this.database.transaction(SIGN_IN, async (tx) => {
      const invitation = await this.invitations.findOpen(tx, hashOf(token), this.clock.now());
      const giver = invitation === null ? null : await this.newcomers.principal(tx, invitation.invitedBy);
      if (invitation === null || giver === null || !mayInvite(giver, invitation.role, invitation.divisionCode))
        throw new OnboardingError('invitations.void');
      return { invitation, giver };
    });
  }

  /** What the giver does not see any more they could not give now. */
  private async requireSeen(tx: Tx, { id }: Invitation): Promise<void> {
    if ((await this.invitations.find(tx, id)) === null) throw new OnboardingError('invitations.void');
  }
}
