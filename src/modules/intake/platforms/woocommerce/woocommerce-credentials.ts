import type { CredentialShape } from '../../../shops/index.js';

const isSecret = (value: string): boolean => /^[^\p{Cc}]{4,200}$/u.test(value);
const isKey = (prefix: string) => (value: string) => new RegExp(`^${prefix}_[0-9a-zA-Z]{20,64}$`).test(value);
const FORM = '4 to 200 characters, as shown in the shop (with & and < as such, not as &amp; and &lt;)';

export const wooCommerceCredentials: CredentialShape = {
  secret: { isRequired: true, description: `The webhook's secret: ${FORM}`, isSound: isSecret },
  previousSecret: { isRequired: false, description: `The secret before it was changed: ${FORM}`, isSound: isSecret },
  storeUrl: {
    isRequired: false,
    description: 'The shop’s address, beginning with https://, with the path in which WordPress lies',
    isSound: (value) => storeAddress(value) !== null,
  },
  consumerKey: { isRequired: false, description: 'REST API key with read access: ck_…', isSound: isKey('ck') },
  consumerSecret: { isRequired: false, description: 'Its secret: cs_…', isSound: isKey('cs') },
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
