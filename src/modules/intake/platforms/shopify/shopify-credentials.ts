import type { CredentialShape } from '../../../shops/index.js';
import { credentialField } from '../credential-field.js';

const SECRET = /^[\x21-\x7e]{8,200}$/;
const FORM = '8 to 200 letters, digits and signs, without spaces';

export const shopifyCredentials: CredentialShape = {
  secret: credentialField(true, `The app's client secret, which signs its webhooks: ${FORM}`, SECRET),
  previousSecret: credentialField(false, `The client secret before the rotation; it may still sign for an hour: ${FORM}`, SECRET),
  accessToken: credentialField(false, `The Admin API access token with read_orders, by which orders are looked up: ${FORM}`, SECRET),
};
