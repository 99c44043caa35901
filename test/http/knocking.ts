import { ADMIN_PASSWORD, type TestApp } from '../support/test-app.js';
import { nextAddress } from './browser.js';
import type { Operation } from './open-api.js';

export type HeadersFor = (operation: Pick<Operation, 'area' | 'method'>) => Record<string, string>;

/** The administrator's headers for any operation: by a session where a token may not, and always from another address. */
export async function administrator(server: TestApp): Promise<HeadersFor> {
  const credentials = { username: 'admin', password: ADMIN_PASSWORD };
  const { headers } = await server.request('POST', '/api/v1/auth/login', credentials, { authorization: '' });
  const cookies = (headers['set-cookie'] as string[]).map((line) => line.split(';')[0] ?? '');
  const session = { authorization: '', cookie: cookies.join('; '), 'x-csrf-token': cookies[1]?.slice('csrf='.length) ?? '' };
  return ({ area, method }) => ({
    'x-forwarded-for': nextAddress(),
    ...(area === 'own-account' && method !== 'GET' ? session : {}),
  });
}
