import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessDeclarations } from './access-declarations.js';
import { AccessGuard } from './access.guard.js';
import { ActingAccounts } from './acting-accounts.service.js';
import { AccountController } from './account.controller.js';
import { AccountRepository } from './account.repository.js';
import { AccountSessionController } from './account-session.controller.js';
import { AccountTokenController } from './account-token.controller.js';
import { Administrators } from './first-administrator.service.js';
import { Fence } from './fence.service.js';
import { ManagedAccountController } from './managed-account.controller.js';
import { ManagedAccountRepository } from './managed-account.repository.js';
import { ManagedAccounts } from './managed-account.service.js';
import { Newcomers } from './newcomer.service.js';
import { OwnAccounts } from './own-account.service.js';
import { OwnerRepository } from './owner.repository.js';
import { OwnPassword } from './own-password.service.js';
import { PasswordProof } from './password-proof.service.js';
import { RecognitionRepository } from './recognition.repository.js';
import { Recognition } from './recognition.service.js';
import { SecondStepController } from './second-step.controller.js';
import { SecondStepRepository } from './second-step.repository.js';
import { SecondSteps } from './second-step.service.js';
import { SecondStepCodes } from './second-step-codes.service.js';
import { SecurityPolicyController } from './security-policy.controller.js';
import { SecurityPolicyRepository } from './security-policy.repository.js';
import { SecurityPolicies } from './security-policy.service.js';
import { SessionRepository } from './session.repository.js';
import { Sessions } from './sessions.service.js';
import { ShopModule } from '../shops/index.js';
import { SignIn } from './sign-in.service.js';
import { TokenRepository } from './token.repository.js';
import { Tokens } from './tokens.service.js';
import { UnknownUsernameRepository } from './unknown-username.repository.js';

const SIGNING_IN = [
  SignIn,
  ActingAccounts,
  PasswordProof,
  Administrators,
  Newcomers,
  AccountRepository,
  UnknownUsernameRepository,
  ManagedAccountRepository,
  RecognitionRepository,
  SessionRepository,
  SecondStepCodes,
  SecondStepRepository,
  TokenRepository,
];

@Module({ providers: SIGNING_IN, exports: SIGNING_IN })
export class AccountModule {}

@Module({
  imports: [AccountModule, DiscoveryModule, ShopModule],
  controllers: [
    AccountController,
    AccountSessionController,
    AccountTokenController,
    SecondStepController,
    ManagedAccountController,
    SecurityPolicyController,
  ],
  providers: [
    AccessGuard,
    AccessDeclarations,
    Fence,
    OwnerRepository,
    ManagedAccounts,
    OwnAccounts,
    OwnPassword,
    Recognition,
    SecondSteps,
    SecurityPolicies,
    SecurityPolicyRepository,
    Sessions,
    Tokens,
    { provide: APP_GUARD, useExisting: AccessGuard },
  ],
  exports: [AccessGuard],
})
export class AccountApi {}
