import { fileURLToPath } from 'node:url';
import { type Database, operator } from '../../platform/database/index.js';
import type { DivisionImport, ImportReport } from './division-import.service.js';
import { readRegisterFiles, type RegisterFiles } from './register-files.js';

/** The register that comes with the program: Shanxi as of 2023-06-30, the last one published with villages. */
export function readDefaultRegister(): RegisterFiles {
  const path = (ending: string): string => fileURLToPath(new URL(`./data/140000-2023-06-30${ending}`, import.meta.url));
  return readRegisterFiles(path('.tsv'), path('.manifest.json'), path('.aliases.json'));
}

/** At first start: without any register the bundled one is imported. Answers null if there was one. */
export async function ensureDefaultRegister(database: Database, imports: DivisionImport): Promise<ImportReport | null> {
  return database.transaction(operator('start-up'), async (tx) => {
    if (await imports.hasAnyRegister(tx)) return null;
    return imports.run(tx, readDefaultRegister());
  });
}
