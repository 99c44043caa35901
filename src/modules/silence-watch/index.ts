export { SilenceWatchApi } from './silence-watch.module.js';
