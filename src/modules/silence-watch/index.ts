export { SilenceQuery, SilenceWatchDto } from './silence-watch.dto.js';
export { SilenceWatchApi } from './silence-watch.module.js';
export { SilenceWatch } from './silence-watch.service.js';
