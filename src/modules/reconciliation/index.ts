export { ReconciliationApi, ReconciliationWorkers } from './reconciliation.module.js';
