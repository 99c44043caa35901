export { WatchFileApi } from './watch-file.module.js';
