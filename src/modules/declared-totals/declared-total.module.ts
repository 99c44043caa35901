import { Module } from '@nestjs/common';
import { LiveSessionModule } from '../live-sessions/index.js';
import { DeclaredTotalController } from './declared-total.controller.js';
import { DeclaredTotalRepository } from './declared-total.repository.js';
import { DeclaredTotals } from './declared-totals.service.js';

@Module({ imports: [LiveSessionModule], controllers: [DeclaredTotalController], providers: [DeclaredTotals, DeclaredTotalRepository] })
export class DeclaredTotalApi {}
