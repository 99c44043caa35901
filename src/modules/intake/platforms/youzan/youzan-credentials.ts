import type { CredentialShape } from '../../../shops/index.js';
import { credentialField } from '../credential-field.js';

const KEY = /^[A-Za-z0-9]{8,64}$/;
const TOKEN = /^[\x21-\x7e]{8,300}$/;
const FORM = '8 to 64 letters and digits';

export const youzanCredentials: CredentialShape = {
  clientId: credentialField(true, `The app's client_id: ${FORM}`, KEY),
  clientSecret: credentialField(true, `The app's client_secret, which signs its messages: ${FORM}`, KEY),
  previousClientSecret: credentialField(false, `The client_secret before the rotation: ${FORM}`, KEY),
  accessToken: credentialField(
    false,
    'An access_token to begin with. Apps of one’s own (自用型) need none: they get it by the shop’s kdt_id',
    TOKEN,
  ),
  refreshToken: credentialField(false, 'The refresh_token of an app for many shops (工具型)', TOKEN),
};
