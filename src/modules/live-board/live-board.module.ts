import { Module } from '@nestjs/common';
import { AccountApi } from '../accounts/index.js';
import { LiveSessionModule } from '../live-sessions/index.js';
import { BoardNews } from './board-news.service.js';
import { LiveBoardController } from './live-board.controller.js';
import { LiveStreams } from './live-streams.js';
import { SessionMinutesController } from './session-minutes.controller.js';
import { SessionMinutesRepository } from './session-minutes.repository.js';
import { SessionMinutesService } from './session-minutes.service.js';
import { SessionMinutesStreams } from './session-minutes-streams.service.js';

/** What changes while one looks: totals for walls and tables, the last minutes of a session for who stands in it. */
@Module({
  imports: [AccountApi, LiveSessionModule],
  controllers: [LiveBoardController, SessionMinutesController],
  providers: [LiveStreams, BoardNews, SessionMinutesService, SessionMinutesRepository, SessionMinutesStreams],
})
export class LiveBoardApi {}
