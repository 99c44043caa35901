import type { CredentialShape } from '../../../shops/index.js';
import { credentialField } from '../credential-field.js';

const SECRET = /^[^\p{Cc}]{4,200}$/u;
const FORM = '4 to 200 characters, as shown in the shop (with & and < as such, not as &amp; and &lt;)';

export const wooCommerceCredentials: CredentialShape = {
  secret: credentialField(true, `The webhook's secret: ${FORM}`, SECRET),
  previousSecret: credentialField(false, `The secret before it was changed: ${FORM}`, SECRET),
  storeUrl: {
    isRequired: false,
    description: 'The shop’s address, beginning with https://, with the path in which WordPress lies',
    isSound: (value) => storeAddress(value) !== null,
  },
  consumerKey: credentialField(false, 'REST API key with read access: ck_…', /^ck_[0-9a-zA-Z]{20,64}$/),
  consumerSecret: credentialField(false, 'Its secret: cs_…', /^cs_[0-9a-zA-Z]{20,64}$/),
};

/** Without a slash at the end; null if keys must not be sent there. */
export function storeAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return isPlain && url.hostname.includes('.') ? `${url.origin}${url.pathname.replace(/\/+$/, '')}` : null;
}

/** Whether the credentials open the REST API: then details are asked for rather than concluded. */
export function canAsk({ storeUrl = '', consumerKey = '', consumerSecret = '' }: Readonly<Record<string, string>>): boolean {
  return storeAddress(storeUrl) !== null && consumerKey !== '' && consumerSecret !== '';
}
