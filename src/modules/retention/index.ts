export { RetentionApi, RetentionModule, RetentionWorkers } from './retention.module.js';
export { type RetentionPreview, RetentionPreviews } from './retention-preview.service.js';
export { RetentionSweep, type SweepReport } from './retention-sweep.service.js';
