import { Database, type Scope, type Tx } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const NEAR = '140681';
const FAR = '140603';

/** The second wall around invitations and applications: whatever the services forget, the database does not. */
describe('row-level security of those who come in', () => {
  let app: TestApp;
  let near: string;
  let far: string;
  beforeAll(async () => {
    app = await startTestApp();
    [near, far] = [await merchantIn(NEAR), await merchantIn(FAR)];
    await app.sql(`insert into merchant_application (name, kind, division_code, contact_name, username, password_hash, applied_at)
      select 'n' || code, 'company', code, 'c', 'u' || code, 'h', now() from unnest(array['${NEAR}', '${FAR}']) code`);
  });
  afterAll(() => app.close());

  const merchantIn = async (divisionCode: string): Promise<string> =>
    (await app.request('POST', '/api/v1/merchants', { name: '合作社', kind: 'company', divisionCode })).body.id;
  const as = <Result>(scope: Scope, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
    app.app.get(Database).transaction({ kind: 'program', name: 'test', scope }, work);
  const bureau: Scope = { kind: 'division', codePrefix: NEAR };
  const lead = (): Scope => ({ kind: 'merchants', merchantIds: [near] });
  const invite = (scope: Scope, role: string, division: string | null, merchants: readonly string[], hosts: readonly string[] = []) =>
    as(scope, (tx) =>
      tx.query(
        `insert into invitation (token_hash, role, name, division_code, merchant_ids, host_ids, invited_by, invited_at, expires_at)
         select sha256(random()::text::bytea), $1, 'x', $2, $3, $4, 1, now(), now() + interval '7 days'`,
        [role, division, merchants, hosts],
      ),
    );

  it('lets nobody invite beyond their scope', async () => {
    const beyond: [Scope, string, string | null, string[]][] = [
      [bureau, 'operator', null, []],
      [bureau, 'auditor', null, []],
      [bureau, 'bureau', '1406', []],
      [bureau, 'bureau', FAR, []],
      [bureau, 'lead', null, [far]],
      [bureau, 'clerk', null, [near, far]],
      [lead(), 'lead', null, [near]],
      [lead(), 'clerk', null, [far]],
      [lead(), 'bureau', NEAR, []],
      [{ kind: 'sign-in' }, 'clerk', null, [near]],
    ];
    for (const [scope, role, division, merchants] of beyond)
      await expect(invite(scope, role, division, merchants)).rejects.toThrow(/row-level security/);
    for (const [scope, role, division, merchants] of [
      [bureau, 'bureau', NEAR, []],
      [bureau, 'lead', null, [near]],
      [lead(), 'clerk', null, [near]],
    ] as const)
      await invite(scope, role, division, merchants);
  });

  it('lets a lead invite its own hosts, and nobody else any', async () => {
    const hostOf = async (merchantId: string): Promise<string> =>
      (await app.request('POST', '/api/v1/hosts', { merchantId, name: '主播' })).body.id;
    const [own, other] = [await hostOf(near), await hostOf(far)];
    const beyond: [Scope, string[]][] = [
      [lead(), [other]],
      [lead(), [own, other]],
      [lead(), ['7777777']],
      [bureau, [own]],
      [{ kind: 'host', hostIds: [own] }, [own]],
    ];
    for (const [scope, hosts] of beyond) await expect(invite(scope, 'host', null, [], hosts)).rejects.toThrow(/row-level security/);
    await invite(lead(), 'host', null, [], [own]);
  });

  it('shows a bureau the applications of its division, merchants none', async () => {
    const codes = (scope: Scope) =>
      as(scope, (tx) => tx.query<{ code: string }>('select division_code as code from merchant_application order by 1'));
    expect(await codes(bureau)).toEqual([{ code: NEAR }]);
    expect(await codes(lead())).toEqual([]);
    expect(await codes({ kind: 'door' })).toEqual([]);
    expect(await codes({ kind: 'all' })).toEqual([{ code: FAR }, { code: NEAR }]);
  });

  it('opens an account for no application and no merchant outside of the division', async () => {
    const open = (scope: Scope, code: string, merchant: string) =>
      as(scope, (tx) =>
        tx.query('select open_lead_account((select id from merchant_application where division_code = $1), $2)', [code, merchant]),
      );
    const [{ id: farApplication } = { id: '' }] = await app.sql<{ id: string }>(
      `select id from merchant_application where division_code = '${FAR}'`,
    );
    await expect(as(bureau, (tx) => tx.query('select open_lead_account($1, $2)', [farApplication, near]))).rejects.toThrow(
      /cannot be approved/,
    );
    await expect(open(bureau, NEAR, far)).rejects.toThrow(/cannot be approved/);
    await expect(open(lead(), NEAR, near)).rejects.toThrow(/cannot be approved/);
    await expect(as(lead(), (tx) => tx.query('select open_lead_account(1, $1)', [near]))).rejects.toThrow(/cannot be approved/);
    expect(await app.sql(`select id from account where role = 'lead'`)).toEqual([]);
  });

  it('lets a bureau make an account in no other way', async () => {
    const insert = `insert into account (username, password_hash, role) values ('x', 'x', 'operator')`;
    await expect(as(bureau, (tx) => tx.query(insert))).rejects.toThrow(/row-level security/);
    expect(await as(bureau, (tx) => tx.query('select id from account'))).toEqual([]);
    expect(await as(bureau, (tx) => tx.query('select account_id from account_second_step'))).toEqual([]);
  });
});
