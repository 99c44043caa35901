export { SalesTargetApi } from './sales-target.module.js';
