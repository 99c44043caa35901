export { ApiFailure } from './api-failure.js';
export { IntakeApi, IntakeWorkers, PlatformApiModule } from './intake.module.js';
export { PlatformQuestions } from './platform-questions.service.js';
export type { ListedOrder } from './platforms/platform-api.js';
export { WEBHOOK_PATHS } from './webhook-paths.js';
