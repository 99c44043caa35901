import { Module } from '@nestjs/common';
import { SystemController } from './system.controller.js';
import { SystemRepository } from './system.repository.js';
import { SystemService } from './system.service.js';

@Module({ providers: [SystemService, SystemRepository], exports: [SystemService] })
export class SystemModule {}

@Module({ imports: [SystemModule], controllers: [SystemController] })
export class SystemApi {}
