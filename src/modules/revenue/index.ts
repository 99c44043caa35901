export { rebuildRollups, type RebuildReport } from './rebuild.js';
export { RevenueWorkers, VerificationModule } from './revenue.module.js';
export type { Difference } from './verification.repository.js';
export { Verification, type VerificationReport } from './verification.service.js';
