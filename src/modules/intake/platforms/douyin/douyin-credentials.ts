import type { CredentialShape } from '../../../shops/index.js';
import { credentialField } from '../credential-field.js';

/** An app's secret and tokens are what the platform hands out: printable, no spaces. */
const TOKEN = /^[\x21-\x7e]{1,512}$/;

export const douyinCredentials: CredentialShape = {
  appKey: credentialField(true, 'App key of the shop’s app in the 抖店 open platform: digits.', /^\d{1,32}$/),
  appSecret: credentialField(true, 'App secret, by which pushes and API requests are signed.', TOKEN),
  previousAppSecret: credentialField(false, 'The secret before the last change: pushes signed with it still hold.', TOKEN),
  signMethod: credentialField(
    false,
    'How pushes are signed, as set for the app: md5 (if not given) or hmac-sha256.',
    /^(md5|hmac-sha256)$/,
  ),
  accessToken: credentialField(false, 'Opens the API, without which there are no order details.', TOKEN),
  refreshToken: credentialField(false, 'Gets the next access token.', TOKEN),
};
