import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Route } from 'playwright-core';
import type { ApiClient } from '../process/api-client.js';
import { SystemUnderTest } from '../process/system-under-test.js';
import { enrol, type Person, PhoneInHand } from './phone-in-hand.js';

export const NANJIABAO = '140681102201';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Counted {
  readonly sessions: number;
  readonly orders: number;
  readonly fen: number;
}

/** A server, a merchant with two clerks, and the phones they have in hand. */
export class PhoneWorld {
  system!: SystemUnderTest;
  api!: ApiClient;
  merchantId!: string;
  clerk!: Person;
  colleague!: Person;
  private readonly phones: PhoneInHand[] = [];

  /** One for all tests of a suite, each of which begins with new phones. */
  static ofSuite(): PhoneWorld {
    const world = new PhoneWorld();
    beforeAll(() => world.open());
    afterAll(() => world.close());
    beforeEach(() => world.clear());
    return world;
  }

  private async open(): Promise<void> {
    this.system = await SystemUnderTest.open();
    await this.system.launch('all').untilItSays('Cunbo is listening');
    this.api = await this.system.signIn();
    this.merchantId = await this.api.create('/api/v1/merchants', {
      name: '南家堡陶瓷合作社',
      kind: 'cooperative',
      divisionCode: NANJIABAO,
    });
    const { merchantId } = this;
    const made = { merchantId, category: 'ceramics', originDivisionCode: NANJIABAO, isAgricultural: false };
    for (const name of ['青花大碗', '粗陶茶具']) await this.api.create('/api/v1/products', { ...made, name });
    await this.api.create('/api/v1/hosts', { merchantId, name: '小慧' });
    this.clerk = await enrol(this.system, this.api, 'clerk.wang', 'clerk', { merchantIds: [merchantId] });
    this.colleague = await enrol(this.system, this.api, 'clerk.li', 'clerk', { merchantIds: [merchantId] });
  }

  private async close(): Promise<void> {
    await this.clear();
    await this.system.close();
  }

  private async clear(): Promise<void> {
    for (const phone of this.phones.splice(0)) await phone.throwAway();
    await this.system.sql('delete from idempotency_key');
  }

  async phoneOf(person: Person): Promise<PhoneInHand> {
    const phone = await PhoneInHand.buy(this.system.baseUrl);
    this.phones.push(phone);
    await phone.switchOn();
    await phone.signIn(person);
    await phone.isInstalled();
    return phone;
  }

  async counted(): Promise<Counted> {
    const [row] = await this.system.sql<Counted>(
      `select (select count(*)::int from live_session) as sessions, (select count(*)::int from sales_order) as orders,
              (select coalesce(sum(paid_fen), 0)::int from order_line) as fen`,
    );
    return row ?? { sessions: -1, orders: -1, fen: -1 };
  }

  async since(before: Counted): Promise<Counted> {
    const now = await this.counted();
    return { sessions: now.sessions - before.sessions, orders: now.orders - before.orders, fen: now.fen - before.fen };
  }
}

/** What is entered arrives, and the server does it; what the server says of it does not come back. Resolves at the first. */
export function answersGetLost(phone: PhoneInHand, of: 'orders' | 'live-sessions'): Promise<void> {
  return new Promise((resolve, reject) => {
    const swallow = async (route: Route): Promise<void> => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      resolve();
    };
    phone.context.route(`**/api/v1/${of}`, swallow).catch(reject);
  });
}

/** Nothing that axe calls serious, and nothing beyond the edge of the screen. */
export async function isSound(phone: PhoneInHand, name: string): Promise<void> {
  // Pages come in pieces of their own: an empty one is always sound.
  await phone.page.locator('main > *').first().waitFor();
  await shoot(phone, name);
  expect(await phone.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await phone.page.evaluate(AXE);
  const found: { impact: string; id: string }[] = await phone.page.evaluate('axe.run().then(({ violations }) => violations)');
  expect([name, ...found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)]).toEqual([name]);
}

/** With CUNBO_SHOTS=directory pictures are kept, for people to look at. */
export async function shoot(phone: PhoneInHand, name: string): Promise<void> {
  const directory = process.env.CUNBO_SHOTS;
  if (directory !== undefined) await phone.page.screenshot({ path: `${directory}/${name}.png`, fullPage: true });
}
