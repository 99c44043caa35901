import { Module } from '@nestjs/common';
import { LiveBoardController } from './live-board.controller.js';

@Module({ controllers: [LiveBoardController] })
export class LiveBoardApi {}
