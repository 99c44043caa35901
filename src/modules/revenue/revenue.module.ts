import { Module } from '@nestjs/common';
import { Folding } from './folding.service.js';
import { RevenueRepository } from './revenue.repository.js';
import { RevenueWorker } from './revenue.worker.js';
import { VerificationRepository } from './verification.repository.js';
import { Verification } from './verification.service.js';

@Module({ providers: [RevenueWorker, Folding, RevenueRepository] })
export class RevenueWorkers {}

/** For the command line. */
@Module({ providers: [Verification, VerificationRepository], exports: [Verification] })
export class VerificationModule {}
