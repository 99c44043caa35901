import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ShopModule } from '../shops/index.js';
import { AuditEventController } from './audit-event.controller.js';
import { AuditEventRepository } from './audit-event.repository.js';
import { AuditEvents } from './audit-event.service.js';
import { AuditSealing } from './audit-sealing.service.js';
import { AuditSealRepository } from './audit-seal.repository.js';
import { AuditVerification } from './audit-verification.service.js';
import { AuditWorker } from './audit.worker.js';
import { SealHint } from './seal-hint.interceptor.js';

/** Verification, for the command line. */
@Module({ providers: [AuditVerification, AuditSealRepository], exports: [AuditVerification] })
export class AuditModule {}

@Module({
  imports: [ShopModule],
  controllers: [AuditEventController],
  providers: [AuditEvents, AuditEventRepository, { provide: APP_INTERCEPTOR, useClass: SealHint }],
})
export class AuditApi {}

@Module({ providers: [AuditWorker, AuditSealing, AuditSealRepository] })
export class AuditWorkers {}
