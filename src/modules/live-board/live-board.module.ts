import { Module } from '@nestjs/common';
import { AccountApi } from '../accounts/index.js';
import { LiveBoardController } from './live-board.controller.js';
import { LiveStreams } from './live-streams.js';

@Module({ imports: [AccountApi], controllers: [LiveBoardController], providers: [LiveStreams] })
export class LiveBoardApi {}
