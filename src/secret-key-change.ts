import { ACCOUNT_SEALED_COLUMNS } from './modules/accounts/index.js';
import { IMPORT_SEALED_COLUMNS } from './modules/imports/index.js';
import { EVIDENCE_SEALED_COLUMNS } from './modules/evidence/index.js';
import { INTAKE_SEALED_COLUMNS } from './modules/intake/index.js';
import { SHOP_SEALED_COLUMNS } from './modules/shops/index.js';
import {
  type DatabaseAccess,
  ownerStatements,
  readSecrets,
  reseal,
  SEALED_KEPT_KEYS,
  type SealedColumn,
} from './platform/database/index.js';

/** Everything that is sealed; a module that seals something adds its own (test/architecture/sealed-columns.spec.ts). */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  SEALED_KEPT_KEYS,
  ...ACCOUNT_SEALED_COLUMNS,
  ...SHOP_SEALED_COLUMNS,
  ...INTAKE_SEALED_COLUMNS,
  ...IMPORT_SEALED_COLUMNS,
  ...EVIDENCE_SEALED_COLUMNS,
];

export interface SecretKeyChange {
  readonly resealed: number;
}

/** Until a pass finds nothing: what was read before it was sealed anew may have been written back meanwhile. */
export async function changeSecretKey(
  access: DatabaseAccess,
  secretKey: string,
  previousSecretKey: string | null,
  say: (line: string) => void,
): Promise<SecretKeyChange> {
  const secrets = await readSecrets(access, secretKey, previousSecretKey);
  return ownerStatements(access, 'cunbo rotate-secret-key', async (run) => {
    for (let resealed = 0; ;) {
      let found = 0;
      for (const column of SEALED_COLUMNS) found += await reseal(run, secrets, column, say);
      resealed += found;
      if (found === 0) return { resealed };
    }
  });
}
