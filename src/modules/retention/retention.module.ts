import { Module } from '@nestjs/common';
import { MerchantModule } from '../merchants/index.js';
import { ShopModule } from '../shops/index.js';
import { LegalHoldController } from './legal-hold.controller.js';
import { LegalHoldRepository } from './legal-hold.repository.js';
import { LegalHolds } from './legal-hold.service.js';
import { RetentionPolicyController } from './retention-policy.controller.js';
import { RetentionPolicyRepository } from './retention-policy.repository.js';
import { RetentionPolicies } from './retention-policy.service.js';
import { RetentionPreviews } from './retention-preview.service.js';
import { RetentionRepository } from './retention.repository.js';
import { RetentionSweep } from './retention-sweep.service.js';
import { RetentionWorker } from './retention.worker.js';
import { ScheduledSweep } from './scheduled-sweep.service.js';
import { SweepRepository } from './sweep.repository.js';

/** Sweeping and its preview: for the command line, and for the workers. */
@Module({
  providers: [RetentionSweep, RetentionPreviews, RetentionRepository, SweepRepository],
  exports: [RetentionSweep, RetentionPreviews],
})
export class RetentionModule {}

@Module({
  imports: [MerchantModule, ShopModule],
  controllers: [LegalHoldController, RetentionPolicyController],
  providers: [LegalHolds, LegalHoldRepository, RetentionPolicies, RetentionPolicyRepository],
})
export class RetentionApi {}

@Module({ imports: [RetentionModule], providers: [RetentionWorker, ScheduledSweep] })
export class RetentionWorkers {}
