export { SalesTargetPage, SalesTargetQuery, type TargetProgressDto } from './sales-target.dto.js';
export { SalesTargetApi } from './sales-target.module.js';
export { SalesTargets } from './sales-target.service.js';
