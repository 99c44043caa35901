import { Module } from '@nestjs/common';
import { LiveSessionModule } from '../live-sessions/index.js';
import { OrderKeyModule } from '../orders/index.js';
import { Evidence } from './evidence.service.js';
import { EvidenceRepository } from './evidence.repository.js';
import { EvidencedThings } from './evidenced-things.js';
import { OrderPhotoController } from './order-photo.controller.js';
import { SessionPhotoController } from './session-photo.controller.js';

@Module({
  imports: [LiveSessionModule, OrderKeyModule],
  providers: [Evidence, EvidenceRepository, EvidencedThings],
  controllers: [SessionPhotoController, OrderPhotoController],
})
export class EvidenceApi {}
