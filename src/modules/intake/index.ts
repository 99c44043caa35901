export { IntakeApi, IntakeWorkers } from './intake.module.js';
export { WEBHOOK_PATHS } from './webhook-paths.js';
