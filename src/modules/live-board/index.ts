export { LiveBoardApi } from './live-board.module.js';
