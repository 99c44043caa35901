import { Module } from '@nestjs/common';
import { DivisionModule } from '../divisions/index.js';
import { LiveSessionModule } from '../live-sessions/index.js';
import { MetricController } from './metric.controller.js';
import { SessionFactsController } from './session-facts.controller.js';
import { SessionFactsRepository } from './session-facts.repository.js';
import { SessionFactsService } from './session-facts.service.js';

@Module({
  imports: [LiveSessionModule, DivisionModule],
  controllers: [SessionFactsController, MetricController],
  providers: [SessionFactsService, SessionFactsRepository],
})
export class SessionFactsApi {}
