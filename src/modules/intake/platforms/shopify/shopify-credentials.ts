import type { CredentialShape } from '../../../shops/index.js';

const isSecret = (value: string): boolean => /^[\x21-\x7e]{8,200}$/.test(value);
const FORM = '8 to 200 letters, digits and signs, without spaces';

export const shopifyCredentials: CredentialShape = {
  secret: { isRequired: true, description: `The app's client secret, which signs its webhooks: ${FORM}`, isSound: isSecret },
  previousSecret: {
    isRequired: false,
    description: `The client secret before the rotation; it may still sign for an hour: ${FORM}`,
    isSound: isSecret,
  },
  accessToken: {
    isRequired: false,
    description: `The Admin API access token with read_orders, by which orders are looked up: ${FORM}`,
    isSound: isSecret,
  },
};
