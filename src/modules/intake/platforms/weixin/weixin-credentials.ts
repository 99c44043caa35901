import type { CredentialShape } from '../../../shops/index.js';
import { credentialField } from '../credential-field.js';

/** What the console shows under 服务市场 → 自研 → 消息推送, and the app's own id and secret. */
export const weixinCredentials: CredentialShape = {
  appId: credentialField(
    true,
    'AppID of the 微信小店, wx and 16 hexadecimal digits. Every message holds it encrypted; one of another app is refused.',
    /^wx[0-9a-f]{16}$/,
  ),
  token: credentialField(true, 'Token of 消息推送: 3 to 32 letters and digits.', /^[A-Za-z0-9]{3,32}$/),
  encodingAesKey: credentialField(true, 'EncodingAESKey of 消息推送: 43 characters of base64.', /^[A-Za-z0-9+/]{43}$/),
  previousToken: credentialField(false, 'The token before, as long as messages may still be signed with it.', /^[A-Za-z0-9]{3,32}$/),
  previousEncodingAesKey: credentialField(false, 'The EncodingAESKey before, likewise.', /^[A-Za-z0-9+/]{43}$/),
  appSecret: credentialField(
    false,
    'AppSecret: opens the API. Messages carry no amounts, so without it nothing can be counted by itself.',
    /^[0-9A-Za-z]{32}$/,
  ),
};
