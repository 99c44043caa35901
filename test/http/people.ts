import { SignIn } from '../../src/modules/accounts/index.js';
import type { TestApp } from '../support/test-app.js';
import { OutsideProgram } from './outside-program.js';

export type RoleName = 'operator' | 'auditor' | 'bureau' | 'lead' | 'clerk' | 'host';

/** Somebody with an account of that role, who has changed the first password already; asks by a token. */
export async function person(
  server: TestApp,
  role: RoleName,
  scope: { divisionCode?: string; merchantIds?: string[]; hostIds?: string[] } = {},
): Promise<OutsideProgram> {
  const [{ count } = { count: '' }] = await server.sql<{ count: string }>('select count(*) as count from account');
  const username = `${role}-${count}`;
  await new OutsideProgram(server).make('/api/v1/accounts', { username, name: '测试', role, ...scope });
  await server.sql('update account set must_change_password = false where username = $1', [username]);
  const token = await server.app.get(SignIn).createToken(username, 'test', null);
  return new OutsideProgram({
    ...server,
    request: (method, path, body, headers = {}) => server.request(method, path, body, { authorization: `Bearer ${token}`, ...headers }),
  });
}
