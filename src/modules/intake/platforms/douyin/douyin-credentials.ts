import type { CredentialShape } from '../../../shops/index.js';

/** An app's secret and tokens are what the platform hands out: printable, no spaces. */
const isToken = (value: string) => /^[\x21-\x7e]{1,512}$/.test(value);

export const douyinCredentials: CredentialShape = {
  appKey: {
    isRequired: true,
    description: 'App key of the shop’s app in the 抖店 open platform: digits.',
    isSound: (value) => /^\d{1,32}$/.test(value),
  },
  appSecret: { isRequired: true, description: 'App secret, by which pushes and API requests are signed.', isSound: isToken },
  previousAppSecret: {
    isRequired: false,
    description: 'The secret before the last change: pushes signed with it still hold.',
    isSound: isToken,
  },
  signMethod: {
    isRequired: false,
    description: 'How pushes are signed, as set for the app: md5 (if not given) or hmac-sha256.',
    isSound: (value) => value === 'md5' || value === 'hmac-sha256',
  },
  accessToken: { isRequired: false, description: 'Opens the API, without which there are no order details.', isSound: isToken },
  refreshToken: { isRequired: false, description: 'Gets the next access token.', isSound: isToken },
};
