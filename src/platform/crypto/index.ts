export { CryptoModule } from './crypto.module.js';
export { readOrCreateSecretKey } from './secret-key-file.js';
export { isEqualConstantTime, type KeyPurpose, Secrets } from './secrets.js';
