import { Inject, Injectable } from '@nestjs/common';
import { beijingIso } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database, type Principal, type Tx } from '../../platform/database/index.js';
import { cursorId, type Page, type PageQuery, toPage } from '../../platform/http/index.js';
import { hashOf, randomToken, requireFitting } from '../accounts/index.js';
import type { CreateInvitation, InvitationDto, NewInvitationDto } from './invitation.dto.js';
import { type Invitation, InvitationRepository, type NewInvitation } from './invitation.repository.js';
import { mayInvite } from './invitation-rights.js';
import { InvitationScopes } from './invitation-scopes.service.js';
import { OnboardingError } from './onboarding.errors.js';

const GOOD_FOR_MS = 7 * 24 * 3_600_000;

/** Inviting people. Nobody gives more than they have: judged by role and scope here, and by row-level security. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly invitations: InvitationRepository,
    private readonly scopes: InvitationScopes,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  create(principal: Principal, body: CreateInvitation): Promise<NewInvitationDto> {
    const { role, name, divisionCode = null } = body;
    const scope = { divisionCode, merchantIds: distinct(body.merchantIds), hostIds: distinct(body.hostIds) };
    if (principal.kind !== 'account' || !mayInvite(principal, role, divisionCode)) throw new OnboardingError('invitations.beyond-yours');
    requireFitting(role, scope);
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + GOOD_FOR_MS);
    const given = { role, name, ...scope, invitedBy: principal.accountId, createdAt, expiresAt };
    return this.database.transaction(principal, (tx) => this.give(tx, given));
  }

  list(principal: Principal, { limit, cursor }: PageQuery): Promise<Page<InvitationDto>> {
    return this.database.snapshot(principal, async (tx) =>
      toPage(await this.invitations.list(tx, cursorId(cursor), limit + 1), limit, toDto, ({ id }) => [id]),
    );
  }

  async withdraw(principal: Principal, id: string): Promise<void> {
    await this.database.transaction(principal, async (tx) => {
      if (await this.invitations.deleteOpen(tx, id)) return;
      const isAccepted = (await this.invitations.find(tx, id)) !== null;
      throw new OnboardingError(isAccepted ? 'invitations.accepted' : 'invitations.not-found', { id });
    });
  }

  /** The token stands behind the #: browsers do not send that part, so it is in no log. */
  private async give(tx: Tx, invitation: Omit<NewInvitation, 'tokenHash'>): Promise<NewInvitationDto> {
    await this.scopes.require(tx, invitation);
    const token = randomToken();
    const given = await this.invitations.insert(tx, { ...invitation, tokenHash: hashOf(token) });
    return { ...toDto(given), url: `${this.config.publicUrl}/invitation#${token}` };
  }
}

function distinct(ids: readonly string[] = []): string[] {
  return [...new Set(ids)];
}

function toDto({ id, role, name, divisionCode, merchantIds, hostIds, createdAt, expiresAt, acceptedAt }: Invitation): InvitationDto {
  return {
    id,
    role,
    name,
    divisionCode,
    merchantIds: [...merchantIds],
    hostIds: [...hostIds],
    createdAt: beijingIso(createdAt),
    expiresAt: beijingIso(expiresAt),
    acceptedAt: acceptedAt === null ? null : beijingIso(acceptedAt),
  };
}
