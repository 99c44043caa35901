export { ApiFailure } from './api-failure.js';
export { type FileEvent, type FileMessage, FileMessages } from './file-messages.service.js';
export { FileMessageModule, IntakeApi, IntakeWorkers, PlatformApiModule } from './intake.module.js';
export { PlatformQuestions } from './platform-questions.service.js';
export { ASKABLE_PLATFORMS } from './platforms/index.js';
export type { ListedOrder } from './platforms/platform-api.js';
export { INTAKE_SEALED_COLUMNS } from './sealed-columns.js';
export { WantedOrders } from './wanted-orders.service.js';
export { WEBHOOK_PATHS } from './webhook-paths.js';
