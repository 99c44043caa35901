import type { CredentialShape } from '../../../shops/index.js';
import { keyBytes } from './kuaishou-cipher.js';

/** Secrets and tokens are what the platform hands out: printable, no spaces. */
const isToken = (value: string) => /^[\x21-\x7e]{1,512}$/.test(value);
const isMessageKey = (value: string) => keyBytes(value) !== null;

export const kuaishouCredentials: CredentialShape = {
  appKey: { isRequired: true, description: 'App key in the 快手小店 open platform, beginning with ks.', isSound: isToken },
  messageKey: {
    isRequired: true,
    description: '消息密钥 of the app: base64 of 16, 24 or 32 bytes, by which pushes are encrypted.',
    isSound: isMessageKey,
  },
  previousMessageKey: {
    isRequired: false,
    description: 'The message key before the last change: pushes encrypted by it still hold.',
    isSound: isMessageKey,
  },
  appSecret: { isRequired: false, description: 'App secret: gets the next access token.', isSound: isToken },
  signSecret: { isRequired: false, description: 'Sign secret, by which API requests are signed.', isSound: isToken },
  accessToken: { isRequired: false, description: 'Opens the API, without which there are no order details.', isSound: isToken },
  refreshToken: { isRequired: false, description: 'Gets the next access token.', isSound: isToken },
};
