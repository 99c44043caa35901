export { EvidenceApi } from './evidence.module.js';
export { EVIDENCE_SEALED_COLUMNS } from './sealed-columns.js';
