export type { LiveMessage } from './live-push.js';
export { LivePushModule } from './live-push.module.js';
export { LivePush } from './live-push.service.js';
