export { type Anchor, parseAnchor } from './anchor.js';
export { AuditApi, AuditModule, AuditWorkers } from './audit.module.js';
export { type AuditReport, AuditVerification } from './audit-verification.service.js';
export { type AuditedChange, readerOnly, recordEvent } from './record-event.js';
