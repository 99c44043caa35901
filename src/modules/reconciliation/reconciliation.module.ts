import { Module } from '@nestjs/common';
import { PlatformApiModule } from '../intake/index.js';
import { ShopModule } from '../shops/index.js';
import { PlatformTotalRepository } from './platform-total.repository.js';
import { PlatformTotals } from './platform-totals.service.js';
import { PulledTotals } from './pulled-totals.service.js';
import { ReconciliationController } from './reconciliation.controller.js';
import { ReconciliationRepository } from './reconciliation.repository.js';
import { Reconciliation } from './reconciliation.service.js';
import { ReconciliationWorker } from './reconciliation.worker.js';
import { TotalPullRepository } from './total-pull.repository.js';
import { TotalPulling } from './total-pulling.service.js';

@Module({
  imports: [ShopModule],
  controllers: [ReconciliationController],
  providers: [Reconciliation, PlatformTotals, ReconciliationRepository, PlatformTotalRepository, TotalPullRepository],
})
export class ReconciliationApi {}

@Module({
  imports: [PlatformApiModule],
  providers: [ReconciliationWorker, TotalPulling, PulledTotals, ReconciliationRepository, PlatformTotalRepository, TotalPullRepository],
})
export class ReconciliationWorkers {}
