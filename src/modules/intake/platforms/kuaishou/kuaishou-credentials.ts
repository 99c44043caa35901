import type { CredentialShape } from '../../../shops/index.js';
import { credentialField } from '../credential-field.js';
import { keyBytes } from './kuaishou-cipher.js';

/** Secrets and tokens are what the platform hands out: printable, no spaces. */
const TOKEN = /^[\x21-\x7e]{1,512}$/;
const isMessageKey = (value: string) => keyBytes(value) !== null;

export const kuaishouCredentials: CredentialShape = {
  appKey: credentialField(true, 'App key in the 快手小店 open platform, beginning with ks.', TOKEN),
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
  appSecret: credentialField(false, 'App secret: gets the next access token.', TOKEN),
  signSecret: credentialField(false, 'Sign secret, by which API requests are signed.', TOKEN),
  accessToken: credentialField(false, 'Opens the API, without which there are no order details.', TOKEN),
  refreshToken: credentialField(false, 'Gets the next access token.', TOKEN),
};
