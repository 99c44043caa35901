import { Module } from '@nestjs/common';
import { AccountModule } from '../accounts/index.js';
import { DivisionModule } from '../divisions/index.js';
import { HostModule } from '../hosts/index.js';
import { MerchantModule } from '../merchants/index.js';
import { Acceptance } from './acceptance.service.js';
import { InvitationController } from './invitation.controller.js';
import { InvitationRepository } from './invitation.repository.js';
import { Invitations } from './invitation.service.js';
import { InvitationScopes } from './invitation-scopes.service.js';
import { MerchantApplicationController } from './merchant-application.controller.js';
import { MerchantApplicationRepository } from './merchant-application.repository.js';
import { MerchantApplications } from './merchant-application.service.js';

/** How people come in: invited by somebody who may, or on an application that is approved. */
@Module({
  imports: [AccountModule, DivisionModule, HostModule, MerchantModule],
  controllers: [InvitationController, MerchantApplicationController],
  providers: [Acceptance, Invitations, InvitationRepository, InvitationScopes, MerchantApplications, MerchantApplicationRepository],
})
export class OnboardingApi {}
