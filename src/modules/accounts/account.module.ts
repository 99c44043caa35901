import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessDeclarations } from './access-declarations.js';
import { AccessGuard } from './access.guard.js';
import { AccountController } from './account.controller.js';
import { AccountRepository } from './account.repository.js';
import { Administrators } from './first-administrator.service.js';
import { Fence } from './fence.service.js';
import { ManagedAccountController } from './managed-account.controller.js';
import { ManagedAccountRepository } from './managed-account.repository.js';
import { ManagedAccounts } from './managed-account.service.js';
import { OwnerRepository } from './owner.repository.js';
import { ShopModule } from '../shops/index.js';
import { SignIn } from './sign-in.service.js';

@Module({ providers: [SignIn, Administrators, AccountRepository], exports: [SignIn, Administrators, AccountRepository] })
export class AccountModule {}

@Module({
  imports: [AccountModule, DiscoveryModule, ShopModule],
  controllers: [AccountController, ManagedAccountController],
  providers: [
    AccessGuard,
    AccessDeclarations,
    Fence,
    OwnerRepository,
    ManagedAccounts,
    ManagedAccountRepository,
    { provide: APP_GUARD, useExisting: AccessGuard },
  ],
  exports: [AccessGuard],
})
export class AccountApi {}
