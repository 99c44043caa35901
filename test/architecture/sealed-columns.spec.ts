import { globSync, readFileSync } from 'node:fs';
import { SEALED_COLUMNS } from '../../src/secret-key-change.js';

/** Whatever seals something, and the columns it ends in: all of them must be sealed anew when the key is changed. */
const SEALING: Readonly<Record<string, readonly string[]>> = {
  'src/modules/accounts/second-step-codes.service.ts': ['account_second_step.secret'],
  'src/modules/imports/import-content.service.ts': ['file_import_chunk.sealed'],
  'src/modules/evidence/evidence.service.ts': ['evidence_photo.content'],
  'src/modules/intake/api-tokens.service.ts': ['platform_token.sealed'],
  'src/modules/intake/inbox-entries.ts': ['inbox_payload.body'],
  'src/modules/shops/shop-credentials.ts': ['shop.credentials', 'platform_app.credentials'],
  'src/platform/database/kept-keys.ts': ['kept_key.sealed'],
};

it('Everything that is sealed is sealed anew by rotate-secret-key', () => {
  const sealing = globSync('src/**/*.ts').filter(
    (file) => !/\.spec\.ts$|resealing\.ts$/.test(file) && /\bsecrets\s*\.encrypt\(/i.test(readFileSync(file, 'utf8')),
  );
  expect(sealing.sort()).toEqual(Object.keys(SEALING).sort());
  expect(SEALED_COLUMNS.map(({ name }) => name).sort()).toEqual(Object.values(SEALING).flat().sort());
});
