import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { AccountController } from './account.controller.js';
import { AccountRepository } from './account.repository.js';
import { Administrators } from './first-administrator.service.js';
import { SignIn } from './sign-in.service.js';

@Module({ providers: [SignIn, Administrators, AccountRepository], exports: [SignIn, Administrators] })
export class AccountModule {}

@Module({
  imports: [AccountModule],
  controllers: [AccountController],
  providers: [AccessGuard, { provide: APP_GUARD, useExisting: AccessGuard }],
  exports: [AccessGuard],
})
export class AccountApi {}
