import { startTestApp, type TestApp } from '../support/test-app.js';
import { fillPath, type Operation, readOperations } from './open-api.js';
import type { OutsideProgram, Problem } from './outside-program.js';
import { person, type RoleName } from './people.js';
import { OutsideProgram as Program } from './outside-program.js';
import { COUNTY, registerMerchant } from './sample-merchant.js';

const ALL = ['operator', 'auditor', 'bureau', 'lead', 'clerk'] as const;

/** Who may read and who may write what an endpoint is about, as the commission has it. */
const EXPECTED: Readonly<Record<string, { readonly read: readonly RoleName[]; readonly write: readonly RoleName[] }>> = {
  'own-account': { read: ALL, write: ALL },
  figures: { read: ALL, write: ['operator'] },
  merchants: { read: ALL, write: ['operator', 'bureau'] },
  catalogue: { read: ALL, write: ['operator', 'lead'] },
  sales: { read: ALL, write: ['operator', 'lead', 'clerk'] },
  shops: { read: ALL, write: ['operator', 'lead'] },
  intake: { read: ['operator', 'auditor', 'lead'], write: ['operator', 'lead'] },
  review: { read: ['operator', 'auditor', 'bureau', 'lead'], write: ['operator', 'bureau', 'lead'] },
  rules: { read: ['operator', 'auditor'], write: ['operator'] },
  accounts: { read: ['operator', 'auditor'], write: ['operator'] },
  invitations: { read: ['operator', 'auditor', 'bureau', 'lead'], write: ['operator', 'bureau', 'lead'] },
  applications: { read: ['operator', 'auditor', 'bureau'], write: ['operator', 'bureau'] },
  system: { read: ['operator', 'auditor'], write: ['operator'] },
  audit: { read: ['operator', 'auditor'], write: ['operator'] },
};

let server: TestApp;
let operations: Operation[];
let people: Readonly<Record<RoleName, OutsideProgram>>;
beforeAll(async () => {
  server = await startTestApp();
  operations = (await readOperations(server)).filter(({ isOpenToAll }) => !isOpenToAll);
  const { merchantId } = await registerMerchant(new Program(server));
  people = {
    operator: await person(server, 'operator'),
    auditor: await person(server, 'auditor'),
    bureau: await person(server, 'bureau', { divisionCode: COUNTY }),
    lead: await person(server, 'lead', { merchantIds: [merchantId] }),
    clerk: await person(server, 'clerk', { merchantIds: [merchantId] }),
  };
});
afterAll(() => server.close());

/** Ends of sessions and streams of events are no answers that can be looked at here. */
const LEFT_OUT = ['Account_logout', 'LiveBoard_events'];

it('has an expectation for every endpoint', () => {
  expect(operations.filter(({ area }) => EXPECTED[area ?? ''] === undefined).map(({ id }) => id)).toEqual([]);
  expect(operations.length).toBeGreaterThan(80);
});

it.each(ALL)('lets %s ask for what is expected, and for nothing else', async (role) => {
  const found: string[] = [];
  for (const { id, method, path, area } of operations.filter((operation) => !LEFT_OUT.includes(operation.id))) {
    const { status, body } = await people[role].ask<Problem>(
      method,
      fillPath(path),
      method === 'GET' || method === 'DELETE' ? undefined : {},
    );
    const isRefused = status === 403 && body.code === 'auth.forbidden';
    const isExpected = EXPECTED[area ?? '']?.[method === 'GET' ? 'read' : 'write'].includes(role) ?? false;
    if (isRefused === isExpected || status === 401 || status >= 500) found.push(`${id}: ${status}`);
  }
  expect(found).toEqual([]);
});
