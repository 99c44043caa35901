export { ImportApi, ImportWorkers } from './import.module.js';
export { IMPORT_SEALED_COLUMNS } from './sealed-columns.js';
