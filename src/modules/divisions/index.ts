export { ensureDefaultRegister, readDefaultRegister } from './default-register.js';
export { DivisionImport, type ImportReport } from './division-import.service.js';
export { DivisionImportRepository } from './division-import.repository.js';
export { DivisionSuccession, type SuccessionReport } from './division-succession.service.js';
export { DivisionApi, DivisionModule } from './division.module.js';
export { type Division, type DivisionAlias, DivisionAliasSchema, DivisionSchema } from './division.schema.js';
export { DivisionService } from './division.service.js';
export { readRegisterFiles, type RegisterFiles } from './register-files.js';
export { readSuccessionFile, type SuccessionFile } from './succession-file.js';
