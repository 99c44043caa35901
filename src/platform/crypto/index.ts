export { CryptoModule } from './crypto.module.js';
export { beginKeyChange, endKeyChange, readOrCreateSecretKeys, type SecretKeys } from './secret-key-file.js';
export { isEqualConstantTime, KEPT_PURPOSES, type KeptKeys, type KeyPurpose, Secrets, UnknownKeyError } from './secrets.js';
