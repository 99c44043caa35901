import type { CredentialShape } from '../../../shops/index.js';
import { credentialField } from '../credential-field.js';

/** Of an app in Partner Center, and what the shop's authorization of the app brought. */
export const tiktokCredentials: CredentialShape = {
  appKey: credentialField(true, 'App key: digits and lower-case letters. It is part of what is signed.', /^[0-9a-z]{4,64}$/),
  appSecret: credentialField(true, 'App secret: signs pushes and calls of the API.', /^[0-9A-Za-z]{16,128}$/),
  previousAppSecret: credentialField(
    false,
    'The app secret before, as long as pushes may still be signed with it.',
    /^[0-9A-Za-z]{16,128}$/,
  ),
  accessToken: credentialField(false, 'Access token of the shop: opens the API. Pushes carry no amounts.', /^[\x21-\x7e]{8,512}$/),
  refreshToken: credentialField(false, 'Refresh token: gets the next access token when one has expired.', /^[\x21-\x7e]{8,512}$/),
  shopCipher: credentialField(
    false,
    'Cipher of the shop, as Get Authorized Shops tells it. The API needs it for shops of cross-border sellers.',
    /^[\x21-\x7e]{4,256}$/,
  ),
};
