export { ReportTableApi } from './report-table.module.js';
