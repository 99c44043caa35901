import type { CredentialShape } from '../../../shops/index.js';

const isKey = (value: string): boolean => /^[A-Za-z0-9]{8,64}$/.test(value);
const isToken = (value: string): boolean => /^[\x21-\x7e]{8,300}$/.test(value);
const KEY = '8 to 64 letters and digits';

export const youzanCredentials: CredentialShape = {
  clientId: { isRequired: true, description: `The app's client_id: ${KEY}`, isSound: isKey },
  clientSecret: { isRequired: true, description: `The app's client_secret, which signs its messages: ${KEY}`, isSound: isKey },
  previousClientSecret: { isRequired: false, description: `The client_secret before the rotation: ${KEY}`, isSound: isKey },
  accessToken: {
    isRequired: false,
    description: 'An access_token to begin with. Apps of one’s own (自用型) need none: they get it by the shop’s kdt_id',
    isSound: isToken,
  },
  refreshToken: { isRequired: false, description: 'The refresh_token of an app for many shops (工具型)', isSound: isToken },
};
