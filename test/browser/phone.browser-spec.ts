import { copyFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Route } from 'playwright-core';
import type { ApiClient } from '../process/api-client.js';
import type { Program } from '../process/program.js';
import { SystemUnderTest } from '../process/system-under-test.js';
import { enrol, type Person, PhoneInHand } from './phone-in-hand.js';

const NANJIABAO = '140681102201';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A clerk in a village with one bar of signal: whatever happens to the phone, each thing counts, and counts once. */
describe('the phone of a clerk', () => {
  let system: SystemUnderTest;
  let server: Program;
  let api: ApiClient;
  let clerk: Person;
  let colleague: Person;
  let merchantId: string;
  const phones: PhoneInHand[] = [];

  beforeAll(async () => {
    system = await SystemUnderTest.open();
    server = system.launch('all');
    await server.untilItSays('Cunbo is listening');
    api = await system.signIn();
    merchantId = await api.create('/api/v1/merchants', { name: '南家堡陶瓷合作社', kind: 'cooperative', divisionCode: NANJIABAO });
    for (const name of ['青花大碗', '粗陶茶具'])
      await api.create('/api/v1/products', {
        merchantId,
        name,
        category: 'ceramics',
        originDivisionCode: NANJIABAO,
        isAgricultural: false,
      });
    await api.create('/api/v1/hosts', { merchantId, name: '小慧' });
    clerk = await enrol(system, api, 'clerk.wang', 'clerk', { merchantIds: [merchantId] });
    colleague = await enrol(system, api, 'clerk.li', 'clerk', { merchantIds: [merchantId] });
  });

  afterAll(async () => {
    for (const phone of phones) await phone.throwAway();
    await system.close();
  });

  beforeEach(async () => {
    for (const phone of phones.splice(0)) await phone.throwAway();
    await system.sql('delete from idempotency_key');
  });

  async function phoneOf(person: Person): Promise<PhoneInHand> {
    const phone = await PhoneInHand.buy(system.baseUrl);
    phones.push(phone);
    await phone.switchOn();
    await phone.signIn(person);
    await phone.isInstalled();
    return phone;
  }

  const counted = async (): Promise<{ sessions: number; orders: number; fen: number }> => {
    const [row] = await system.sql<{ sessions: number; orders: number; fen: number }>(
      `select (select count(*)::int from live_session) as sessions, (select count(*)::int from sales_order) as orders,
              (select coalesce(sum(paid_fen), 0)::int from order_line) as fen`,
    );
    return row ?? { sessions: -1, orders: -1, fen: -1 };
  };

  async function since(before: Awaited<ReturnType<typeof counted>>) {
    const now = await counted();
    return { sessions: now.sessions - before.sessions, orders: now.orders - before.orders, fen: now.fen - before.fen };
  }

  /** What is entered arrives, and the server does it; what the server says of it does not come back. Resolves at the first. */
  function answersGetLost(phone: PhoneInHand, of: 'orders' | 'live-sessions'): Promise<void> {
    return new Promise((resolve, reject) => {
      const swallow = async (route: Route): Promise<void> => {
        if (route.request().method() !== 'POST') return route.continue();
        await route.fetch();
        resolve();
      };
      phone.context.route(`**/api/v1/${of}`, swallow).catch(reject);
    });
  }

  it('starts, logs and ends in taps, and remembers product and price', async () => {
    const before = await counted();
    const phone = await phoneOf(clerk);
    await phone.tap('start');
    await phone.tap('begin-now');
    await phone.page.locator('[data-on-air=true]').waitFor();
    await phone.logOrder('29.9');
    await phone.tap('log-order');
    expect(await phone.amount()).toBe('29.9');
    await phone.tap('more-items');
    expect(await phone.amount()).toBe('59.8');
    await phone.tap('save-order');
    await phone.tap('end-session');
    await phone.tap('end-now');
    await phone.page.locator('[data-on-air=false]').waitFor();
    await phone.allIsSent();
    expect(await since(before)).toEqual({ sessions: 1, orders: 2, fen: 8_970 });
    const [session] = await system.sql<{ is_over: boolean }>(
      'select ended_at is not null as is_over from live_session order by id desc limit 1',
    );
    expect(session).toEqual({ is_over: true });
    expect(phone.complaints).toEqual([]);
  });

  it('logs without a signal, is switched off and on, and counts once when the signal is back', async () => {
    const before = await counted();
    const phone = await phoneOf(clerk);
    await phone.context.setOffline(true);
    await phone.tap('past');
    await phone.page.fill('[data-testid=session-amount]', '128.50');
    await phone.page.fill('[data-testid=session-title]', '没有信号的一场');
    await phone.tap('save-session');
    await phone.at('waiting-count').waitFor();
    await phone.switchOff();
    expect(await since(before)).toEqual({ sessions: 0, orders: 0, fen: 0 });

    await phone.switchOn({ isOffline: true });
    await phone.page.locator('[data-signal=unreached]').waitFor();
    expect(await phone.at('waiting-count').innerText()).toBe('待发送 2 笔');
    const shown = phone.at('session-card').filter({ hasText: '没有信号的一场' });
    expect(await shown.innerText()).toContain('128.50');
    await phone.switchOff();

    await phone.switchOn();
    await phone.allIsSent();
    expect(await since(before)).toEqual({ sessions: 1, orders: 1, fen: 12_850 });
    const [order] = await system.sql<{ title: string }>(
      'select s.title from sales_order o join live_session s on s.id = o.named_session_id order by o.created_at desc limit 1',
    );
    expect(order?.title).toBe('没有信号的一场');
    await phone.page.reload();
    await phone.allIsSent();
    expect(await since(before)).toEqual({ sessions: 1, orders: 1, fen: 12_850 });
    expect(phone.complaints).toEqual([]);
  });

  it('declares what a session sold without a signal, and the ledger stays as it is', async () => {
    const before = await counted();
    const phone = await phoneOf(clerk);
    await phone.context.setOffline(true);
    await phone.tap('past');
    await phone.page.fill('[data-testid=session-title]', '没有订单的一场');
    await phone.tap('save-session');
    await phone.page.click('text=没有订单的一场');
    await phone.tap('open-declare');
    await phone.page.fill('[data-testid=declared-amount]', '三万');
    await phone.tap('declare');
    await phone.page.locator('[role=alert]').waitFor();
    await phone.page.fill('[data-testid=declared-amount]', '30,000');
    await phone.tap('declare');
    await phone.at('declare-form').waitFor({ state: 'detached' });
    await phone.context.setOffline(false);
    await phone.allIsSent();
    expect(await since(before)).toEqual({ sessions: 1, orders: 0, fen: 0 });
    const declared = await system.sql<{ title: string; fen: number }>(
      'select s.title, d.paid_fen::int as fen from declared_total d join live_session s on s.id = d.live_session_id',
    );
    expect(declared).toEqual([{ title: '没有订单的一场', fen: 3_000_000 }]);
  });

  it('counts once when the answer is lost and the phone dies', async () => {
    const before = await counted();
    const phone = await phoneOf(clerk);
    await phone.tap('log-other');
    await phone.page.fill('[data-testid=amount]', '66');
    const hasArrived = answersGetLost(phone, 'orders');
    await phone.tap('save-order');
    await phone.tap('dock-waiting');
    await phone.page.locator('[data-testid=draft][data-state=sending]').waitFor();
    await hasArrived;
    // It may be counted already: nobody can change or delete it now.
    expect(await phone.at('remove-draft').count()).toBe(0);
    await phone.switchOff();
    expect(await since(before)).toEqual({ sessions: 0, orders: 1, fen: 6_600 });
    await phone.switchOn();
    await phone.allIsSent();
    expect(await since(before)).toEqual({ sessions: 0, orders: 1, fen: 6_600 });
  });

  it('is one sender, however many tabs there are', async () => {
    const before = await counted();
    const phone = await phoneOf(clerk);
    const other = await phone.context.newPage();
    await other.goto(`${system.baseUrl}/phone`);
    await other.locator('[data-signal=reached]').waitFor();
    await phone.context.setOffline(true);
    for (const amount of ['1', '2', '3']) {
      await phone.tap('log-other');
      await phone.page.fill('[data-testid=amount]', amount);
      await phone.tap('save-order');
    }
    await other.locator('[data-testid=waiting-count]:has-text("3")').waitFor();
    const posts: string[] = [];
    phone.context.on('request', (request) => request.method() === 'POST' && posts.push(request.headers()['idempotency-key'] ?? ''));
    await phone.context.setOffline(false);
    await phone.allIsSent();
    await other.locator('[data-testid=all-sent]').waitFor();
    expect(await since(before)).toEqual({ sessions: 0, orders: 3, fen: 600 });
    expect(posts).toHaveLength(3);
    expect(new Set(posts).size).toBe(3);
  });

  it('lets a draft be changed or deleted as long as it is on the phone', async () => {
    const before = await counted();
    const phone = await phoneOf(clerk);
    await phone.context.setOffline(true);
    for (const amount of ['10', '20']) {
      await phone.tap('log-other');
      await phone.page.fill('[data-testid=amount]', amount);
      await phone.tap('save-order');
    }
    await phone.tap('dock-waiting');
    await phone.page.locator('[data-testid=draft]:has-text("10.00") [data-testid=edit-draft]').tap();
    await phone.page.fill('[data-testid=amount]', '11');
    await phone.tap('save-order');
    await phone.page.locator('[data-testid=draft]:has-text("20.00") [data-testid=remove-draft]').tap();
    await phone.tap('remove-yes');
    await phone.page.locator('[data-testid=draft]:has-text("20.00")').waitFor({ state: 'detached' });
    await phone.context.setOffline(false);
    await phone.allIsSent();
    expect(await since(before)).toEqual({ sessions: 0, orders: 1, fen: 1_100 });
  });

  it('says in words when a colleague was faster, and does what the person decides', async () => {
    const [mine, theirs] = [await phoneOf(clerk), await phoneOf(colleague)];
    await mine.tap('log-other');
    await mine.page.fill('[data-testid=amount]', '100');
    await mine.tap('save-order');
    await mine.allIsSent();
    await theirs.page.reload();
    const row = '[data-testid=order-row]:has-text("100.00")';
    for (const phone of [mine, theirs]) await phone.page.locator(row).first().tap();

    await theirs.tap('correct');
    await theirs.page.fill('[data-testid=amount]', '90');
    await theirs.tap('save-order');
    await theirs.allIsSent();

    await mine.tap('refund');
    await mine.tap('save-refund');
    await mine.at('refused-count').waitFor();
    await mine.tap('dock-waiting');
    const draft = await mine.at('draft').innerText();
    expect(draft).toContain('在你打开之后，别人先改过了。你写的还在这部手机上');
    expect(await mine.at('comparison').innerText()).toMatch(/账上现在是\s+青花大碗 ×\s1\s+90\.00 元/);
    // To insist on refunding more than was paid is refused in words again; nothing is lost.
    await mine.tap('insist');
    await mine.page.locator('[data-testid=trouble]:has-text("最多还能退")').waitFor();
    await mine.tap('remove-draft');
    await mine.tap('remove-yes');
    await mine.at('nothing-waits').waitFor();
    const [refunds] = await system.sql<{ count: number }>('select count(*)::int as count from order_refund');
    expect(refunds?.count).toBe(0);
  });

  it('takes a correction and a refund of an order that has not been sent', async () => {
    const before = await counted();
    const phone = await phoneOf(clerk);
    await phone.context.setOffline(true);
    await phone.tap('log-other');
    await phone.page.fill('[data-testid=amount]', '40');
    await phone.tap('save-order');
    await phone.page.locator('[data-testid=order-row]:has-text("40.00")').tap();
    await phone.tap('correct');
    await phone.page.fill('[data-testid=amount]', '50');
    await phone.tap('save-order');
    await phone.tap('refund');
    await phone.page.fill('[data-testid=refund-amount]', '15');
    await phone.tap('save-refund');
    await phone.at('refunded').waitFor();
    await phone.context.setOffline(false);
    await phone.allIsSent();
    expect(await since(before)).toEqual({ sessions: 0, orders: 1, fen: 5_000 });
    const [refund] = await system.sql<{ amount_fen: string }>('select amount_fen from order_refund order by refund_no desc limit 1');
    expect(refund).toEqual({ amount_fen: '1500' });
  });

  it('goes on where it was when the session has ended meanwhile', async () => {
    const before = await counted();
    const phone = await phoneOf(clerk);
    await system.sql(`delete from account_session where account_id = (select id from account where username = 'clerk.wang')`);
    await phone.tap('log-other');
    await phone.page.fill('[data-testid=amount]', '7');
    await phone.tap('save-order');
    await phone.at('phone-sign-in').waitFor();
    expect(await phone.at('phone-sign-in').innerText()).toContain('没送出的都还在');
    await phone.signIn(clerk);
    await phone.allIsSent();
    expect(await since(before)).toEqual({ sessions: 0, orders: 1, fen: 700 });
  });

  it('sends nothing in the name of whoever comes next', async () => {
    const before = await counted();
    const phone = await phoneOf(clerk);
    await phone.context.setOffline(true);
    await phone.tap('log-other');
    await phone.page.fill('[data-testid=amount]', '8');
    await phone.tap('save-order');
    await phone.at('waiting-count').waitFor();
    await phone.context.clearCookies();
    await phone.context.setOffline(false);
    await phone.page.reload();
    await phone.at('phone-sign-in').waitFor();
    await phone.signIn(colleague);
    await phone.at('all-sent').waitFor();
    expect(await phone.at('signal').innerText()).toContain('clerk.wang 还有 1 笔没送出');
    expect(await since(before)).toEqual({ sessions: 0, orders: 0, fen: 0 });
  });

  it('practises without a word to anybody, and keeps practice apart', async () => {
    const before = await counted();
    const phone = await phoneOf(clerk);
    await phone.tap('dock-more');
    await phone.tap('practise');
    await phone.at('practice-banner').waitFor();
    phone.sent.length = 0;
    await phone.tap('start');
    await phone.tap('begin-now');
    await phone.logOrder('999');
    await phone.page.locator('[data-testid=open-session]').first().tap();
    await phone.page.locator('[data-testid=order-row]:has-text("999.00")').tap();
    await phone.tap('refund');
    await phone.tap('save-refund');
    await phone.at('refunded').waitFor();
    await phone.page.reload();
    await phone.page.locator('[data-testid=practice-banner]').waitFor();
    expect(phone.sent).toEqual([]);
    await phone.page.goto(`${system.baseUrl}/phone`);
    await phone.allIsSent();
    expect(await phone.page.locator('main').innerText()).not.toContain('999');
    expect(await since(before)).toEqual({ sessions: 0, orders: 0, fen: 0 });
  });

  it('finds a village by its initials without a signal, and without having looked before', async () => {
    const phone = await phoneOf(clerk);
    await phone.tap('dock-more');
    await phone.at('find-place').waitFor();
    await phone.areKept('reading:places:140681');
    await phone.context.setOffline(true);
    await phone.tap('products');
    // A clerk sees where the goods come from; the lead says it.
    await phone.at('product-row').filter({ hasText: '金沙滩镇 南家堡村' }).first().waitFor();
    expect(await phone.at('change-origin').count()).toBe(0);
    await phone.tap('dock-more');
    await phone.tap('find-place');
    await phone.page.fill('[data-testid=place-field]', 'njb');
    expect(await phone.at('place').first().innerText()).toMatch(/南家堡村\s+金沙滩镇\s+140681102201/);
  });

  it('shows a session beside those before it, with the formula of each figure and as of when', async () => {
    const productId = await api.create('/api/v1/products', { merchantId, name: '刻花盘', category: 'ceramics', isAgricultural: false });
    const shown = { merchantId, views: 2_000, peakOnline: 500, hostId: null };
    const at = (hour: number): string => new Date(Date.now() - hour * 3_600_000).toISOString();
    const paid: readonly (readonly [string, number, number])[] = [
      ['前一场', 5, 10_000],
      ['这一场', 3, 40_000],
    ];
    for (const [title, hour, paidFen] of paid) {
      const liveSessionId = await api.create('/api/v1/live-sessions', { ...shown, title, startedAt: at(hour), endedAt: at(hour - 1) });
      const lines = [{ productId, quantity: 1, paidFen }];
      const id = await api.create('/api/v1/orders', { merchantId, liveSessionId, paidAt: at(hour - 0.5), lines });
      await api.create(`/api/v1/orders/${id}/refunds`, { lineNo: '1', amountFen: 2_500, refundedAt: at(0.2), reason: '破损' });
    }
    await system.settle();
    const phone = await phoneOf(clerk);
    await phone.page.locator('[data-testid=open-session]:has-text("这一场")').tap();
    await phone.tap('open-card');
    const net = phone.page.locator('[data-metric=net_paid]');
    expect(await net.innerText()).toMatch(/375\.00/);
    expect(await net.innerText()).toMatch(/比前 \d 场中的 \d 场高/);
    await phone.page.locator('[data-metric=gpm] button').tap();
    expect(await phone.at('formula').innerText()).toContain('成交金额 ÷ 观看人次 × 1000');
    if (process.env.CUNBO_SHOTS) await phone.page.screenshot({ path: `${process.env.CUNBO_SHOTS}/card.png`, fullPage: true });

    const download = phone.page.waitForEvent('download');
    await phone.tap('share-picture');
    const picture = await (await download).path();
    if (process.env.CUNBO_SHOTS) copyFileSync(picture, `${process.env.CUNBO_SHOTS}/shared.png`);
    expect([...readFileSync(picture).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    await phone.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await phone.tap('share-text');
    await phone.page.locator('[data-testid=shared]:has-text("已复制")').waitFor();
    const text: string = await phone.page.evaluate('navigator.clipboard.readText()');
    expect(text).toMatch(/这一场[^]*净成交 375\.00 元[^]*截至[^]*北京时间/);

    // Read once, it is there without a signal, under its own time.
    await phone.context.setOffline(true);
    await phone.page.reload();
    await phone.page.locator('[data-metric=net_paid]:has-text("375.00")').waitFor();
    expect(await phone.at('read-at').innerText()).toContain('读到');
    await phone.context.setOffline(false);

    const pages = [
      ['growth', 'growth', '500'],
      ['refunds', 'refund-row', '破损'],
      ['standing', 'standing', '全县'],
    ] as const;
    for (const [entry, id, content] of pages) {
      await phone.tap('dock-more');
      await phone.tap(entry);
      await phone.page.locator(`[data-testid=${id}]:has-text("${content}")`).first().waitFor();
      await isSound(phone, entry);
    }
    expect(phone.complaints).toEqual([]);
  });

  it('takes a photograph without a signal, smaller and without what the camera wrote, and shows it afterwards', async () => {
    const phone = await phoneOf(clerk);
    await phone.context.setOffline(true);
    await phone.tap('log-other');
    await phone.page.fill('[data-testid=amount]', '77');
    await phone.tap('save-order');
    await phone.page.locator('[data-testid=order-row]:has-text("77.00")').first().tap();
    const picture = await drawnPicture(phone);
    await phone.at('take-photo').setInputFiles({ name: 'damage.jpg', mimeType: 'image/jpeg', buffer: withExif(picture) });
    await phone.at('waiting-photo').waitFor();
    await phone.at('take-photo').setInputFiles({ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
    await phone.page.locator('[role=alert]:has-text("读不出来")').waitFor();
    await phone.page.reload();
    await phone.at('waiting-photo').locator('img').waitFor();
    await isSound(phone, 'photo');
    await phone.context.setOffline(false);
    await phone.allIsSent();
    await phone.at('photo').locator('button').tap();
    await phone.at('photo-image').waitFor();
    const width = await phone.page.evaluate(
      `(async (image) => (await image.decode(), image.naturalWidth))(document.querySelector('[data-testid=photo-image]'))`,
    );
    expect(width).toBe(1_600);
    const [row] = await system.sql<{ photos: number; size: number; of: string }>(
      `select (select count(*)::int from evidence_photo) as photos, size, (select paid_fen::text from order_line l where l.order_no = p.order_no) as of
       from evidence_photo p order by id desc limit 1`,
    );
    expect(row).toMatchObject({ photos: 1, of: '7700' });
    expect(row?.size).toBeLessThan(700_001);
    expect(phone.complaints).toEqual([]);
  });

  /** 2,400 × 1,200, as a phone's camera would give it. */
  async function drawnPicture(phone: PhoneInHand): Promise<Buffer> {
    const base64: string = await phone.page.evaluate(`(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1200 });
      const context = canvas.getContext('2d');
      for (let x = 0; x < 2400; x += 8) (context.fillStyle = 'hsl(' + x + ' 60% 50%)'), context.fillRect(x, 0, 8, 1200);
      return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
    })()`);
    return Buffer.from(base64, 'base64');
  }

  function withExif(jpeg: Buffer): Buffer {
    const content = Buffer.from('Exif\0\0GPS 39.8N 113.1E');
    return Buffer.concat([jpeg.subarray(0, 2), Buffer.of(0xff, 0xe1, 0, content.length + 2), content, jpeg.subarray(2)]);
  }

  async function isSound(phone: PhoneInHand, name: string): Promise<void> {
    // Pages come in pieces of their own: an empty one is always sound.
    await phone.page.locator('main > *').first().waitFor();
    if (process.env.CUNBO_SHOTS) await phone.page.screenshot({ path: `${process.env.CUNBO_SHOTS}/${name}.png` });
    expect(await phone.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await phone.page.evaluate(AXE);
    const found: { impact: string; id: string }[] = await phone.page.evaluate('axe.run().then(({ violations }) => violations)');
    expect([name, ...found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)]).toEqual([name]);
  }

  it('has nothing that axe calls serious, and stays within its width', async () => {
    const phone = await phoneOf(clerk);
    await phone.context.setOffline(true);
    await phone.tap('start');
    await phone.tap('begin-now');
    await phone.logOrder('59.8');
    const looks: readonly [string, () => Promise<void>][] = [
      ['today', async () => phone.at('sum').waitFor()],
      ['order-sheet', () => phone.tap('log-order')],
      ['past-sheet', async () => (await phone.tap('close-sheet'), phone.tap('past'))],
      ['session', async () => (await phone.tap('close-sheet'), phone.tap('open-session'))],
      ['order', () => phone.tap('order-row')],
      ['waiting', () => phone.tap('dock-waiting')],
      ['more', () => phone.tap('dock-more')],
    ];
    for (const [name, go] of looks) {
      await go();
      await isSound(phone, name);
    }
    expect(phone.complaints).toEqual([]);
  });

  describe('during a session and when sessions are compared', () => {
    const MINUTE_MS = 60_000;
    const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE_MS).toISOString();
    const shot = async (phone: PhoneInHand, name: string): Promise<void> => {
      if (process.env.CUNBO_SHOTS) await phone.page.screenshot({ path: `${process.env.CUNBO_SHOTS}/${name}.png`, fullPage: true });
    };

    it('shows the last ten minutes beside the ten before, goes on by itself, and says when it cannot', async () => {
      const made = { merchantId, category: 'ceramics', isAgricultural: false };
      const [bowl, pot] = await Promise.all(['刻花碗', '紫砂壶'].map((name) => api.create('/api/v1/products', { ...made, name })));
      const liveSessionId = await api.create('/api/v1/live-sessions', { merchantId, title: '小屏这一场', startedAt: ago(40) });
      const sell = (minutes: number, productId: string | undefined, paidFen: number): Promise<string> =>
        api.create('/api/v1/orders', { merchantId, liveSessionId, paidAt: ago(minutes), lines: [{ productId, quantity: 1, paidFen }] });
      // Far from the edges of both windows, however long this takes.
      for (const [minutes, paidFen] of [
        [4, 20_000],
        [5, 12_000],
        [6, 30_000],
        [14, 18_000],
        [15, 12_000],
      ] as const)
        await sell(minutes, bowl, paidFen);
      await system.settle();
      const phone = await phoneOf(clerk);
      await phone.page.locator('[data-testid=session-card]:has-text("小屏这一场") [data-testid=open-minutes]').tap();
      await phone.page.locator('[data-testid=minutes-difference]:has-text("↑ 比前十分钟多 320.00 元")').waitFor();
      expect(await phone.at('minutes-last').innerText()).toContain('620.00');
      expect(await phone.at('minute-bars').locator('g').count()).toBe(21);
      await sell(5, pot, 8_800);
      await phone.page.locator('[data-testid=minutes-last]:has-text("708.00")').waitFor();
      expect(await phone.at('minutes-products').innerText()).toMatch(/刻花碗\s+620.00[^]*紫砂壶\s+88.00/);
      await isSound(phone, 'minutes');
      await shot(phone, 'minutes-whole');

      await phone.context.setOffline(true);
      expect(await phone.at('minutes-lost').innerText()).toMatch(/连接断了，正在重连。\s*下面是 (\d+ 分 )?\d+ 秒前的数/);
      await isSound(phone, 'minutes-lost');
      await sell(6, pot, 1_200);
      await phone.context.setOffline(false);
      await phone.page.locator('[data-testid=minutes-last]:has-text("720.00")').waitFor();
      await phone.at('minutes-lost').waitFor({ state: 'detached' });

      const { status } = await api.request('PATCH', `/api/v1/live-sessions/${liveSessionId}`, { endedAt: ago(1) });
      expect(status).toBe(200);
      await sell(7, pot, 100);
      await phone.page.locator('[data-testid=minutes-status][data-state=over]:has-text("已下播")').waitFor();
      await shot(phone, 'minutes-over');
      expect(phone.complaints).toEqual([]);
    });

    it('compares nothing with the time before the show, and tells who may not see it', async () => {
      const liveSessionId = await api.create('/api/v1/live-sessions', { merchantId, title: '刚开的一场', startedAt: ago(3) });
      const phone = await phoneOf(clerk);
      await phone.page.locator('[data-testid=session-card]:has-text("刚开的一场") [data-testid=open-minutes]').tap();
      await phone.page.locator('[data-testid=minutes-difference]:has-text("先不比")').waitFor();
      expect(await phone.page.locator('[data-before-start=true]').count()).toBeGreaterThanOrEqual(15);
      expect(await phone.at('minutes').innerText()).toContain('开播以来成交');
      await shot(phone, 'minutes-begun');
      const now = await api.create('/api/v1/live-sessions', { merchantId, title: '这一分钟开的', startedAt: new Date().toISOString() });
      await phone.page.goto(`${system.baseUrl}/phone#/minutes/id:${now}`);
      await phone.page.locator('[data-testid=minutes]:has-text("先不比")').waitFor();
      await phone.page.goto(`${system.baseUrl}/phone#/minutes/id:${String(Number(liveSessionId) + 1_000)}`);
      await phone.page.locator('[data-testid=minutes-status][data-state=refused]').waitFor();
    });

    it('keeps a note of a session, without a signal too, and shows it where sessions are compared', async () => {
      const monthsAgo = (months: number): string => ago(months * 31 * 24 * 60);
      const past = async (title: string, months: number, peakOnline: number): Promise<string> => {
        const times = { startedAt: monthsAgo(months), endedAt: new Date(Date.parse(monthsAgo(months)) + 3_600_000).toISOString() };
        return api.create('/api/v1/live-sessions', { merchantId, title, peakOnline, ...times });
      };
      const old = await past('刚起步', 4, 20);
      await past('慢慢来', 3, 180);
      await past('又一场', 2, 500);
      const noteAt = `/api/v1/live-sessions/${old}`;
      expect((await api.request('PATCH', noteAt, { note: '第一次用手机架' })).status).toBe(200);
      await api.create('/api/v1/live-sessions', {
        merchantId,
        title: '有备注的一场',
        peakOnline: 2_000,
        startedAt: ago(50),
        endedAt: ago(20),
      });
      const noted = async (): Promise<string | null | undefined> =>
        (await system.sql<{ note: string | null }>(`select note from live_session where title = '有备注的一场'`))[0]?.note;

      const phone = await phoneOf(clerk);
      await phone.page.locator('[data-testid=open-session]:has-text("有备注的一场")').tap();
      await phone.context.setOffline(true);
      await phone.tap('open-note');
      expect(await phone.at('sheet').innerText()).toContain('不要写买家的姓名、电话、地址');
      await phone.page.fill('[data-testid=session-note]', '换了补光灯');
      await shot(phone, 'note-sheet');
      await phone.tap('save-note');
      await phone.page.locator('[data-testid=note]:has-text("换了补光灯")').waitFor();
      await phone.at('waiting-count').waitFor();
      expect(await noted()).toBeNull();
      await phone.switchOff();
      await phone.switchOn();
      await phone.allIsSent();
      expect(await noted()).toBe('换了补光灯');
      const [audited] = await system.sql<{ username: string }>(
        `select username from audit_event where resource = 'live_session' and after ->> 'note' = '换了补光灯'`,
      );
      expect(audited?.username).toBe('clerk.wang');

      // A colleague was faster: it is said in words, and nothing is lost.
      const theirs = await phoneOf(colleague);
      for (const each of [phone, theirs]) await each.page.locator('[data-testid=open-session]:has-text("有备注的一场")').tap();
      await theirs.tap('open-note');
      await theirs.page.fill('[data-testid=session-note]', '两盏补光灯');
      await theirs.tap('save-note');
      await theirs.allIsSent();
      await phone.tap('open-note');
      await phone.page.fill('[data-testid=session-note]', '一盏补光灯');
      await phone.tap('save-note');
      await phone.at('refused-count').waitFor();
      await phone.tap('dock-waiting');
      expect(await phone.at('comparison').innerText()).toMatch(/账上现在是\s+两盏补光灯\s+你要改成\s+一盏补光灯/);
      await phone.tap('insist');
      await phone.allIsSent();
      expect(await noted()).toBe('一盏补光灯');

      await phone.tap('dock-more');
      await phone.tap('growth');
      await phone.page.locator('[data-testid=growth-note]:has-text("一盏补光灯")').waitFor();
      expect(await phone.at('note-mark').allTextContents()).toEqual(['1', '2']);
      await isSound(phone, 'growth-notes');
      await shot(phone, 'growth-notes-whole');
      await phone.page.locator('[data-testid=growth-note]:has-text("第一次用手机架")').tap();
      await phone.page.locator('[data-testid=note]:has-text("第一次用手机架")').waitFor();
      await phone.tap('open-note');
      await phone.page.fill('[data-testid=session-note]', '');
      await phone.tap('save-note');
      await phone.allIsSent();
      await phone.at('note').waitFor({ state: 'detached' });
      expect((await system.sql('select id from live_session where id = $1 and note is null', [old])).length).toBe(1);
      expect(phone.complaints).toEqual([]);
    });
  });

  describe('with drafts in it', () => {
    const lines = async (): Promise<string[]> => {
      const [order] = await system.sql<{ lines: string[] }>(
        `select array_agg(quantity || ' for ' || paid_fen order by line_no) as lines from order_line
         where (shop_id, order_no) = (select shop_id, order_no from sales_order order by created_at desc limit 1)`,
      );
      return order?.lines ?? [];
    };
    const draft = (phone: PhoneInHand, kind: string) => phone.page.locator(`[data-testid=draft][data-kind=${kind}]`);
    const amount = (phone: PhoneInHand, line: number) => phone.at('amount').nth(line);

    async function logOther(phone: PhoneInHand, yuan: string): Promise<void> {
      await phone.tap('log-other');
      await phone.page.fill('[data-testid=amount]', yuan);
      await phone.tap('save-order');
      await phone.at('sheet').waitFor({ state: 'detached' });
    }

    /** Signing in may not have reached the disk: then it is asked for again, and nothing else is. */
    async function goOnline(phone: PhoneInHand): Promise<void> {
      await phone.context.setOffline(false);
      await phone.page.locator('[data-testid=all-sent],[data-testid=phone-sign-in]').first().waitFor({ timeout: 60_000 });
      if ((await phone.at('phone-sign-in').count()) > 0) await phone.signIn(clerk);
      await phone.allIsSent();
    }

    it('sees, adds, changes and removes every line of an order, with the sum', async () => {
      const before = await counted();
      const phone = await phoneOf(clerk);
      await phone.tap('log-other');
      await amount(phone, 0).fill('10');
      await phone.tap('add-line');
      await amount(phone, 1).fill('20.05');
      expect(await phone.at('order-sum').innerText()).toContain('30.05');
      // Two taps on one button are one order.
      await phone.page.evaluate(
        `(() => { const save = document.querySelector('[data-testid=save-order]'); save.click(); save.click(); })()`,
      );
      await phone.allIsSent();
      expect(await since(before)).toEqual({ sessions: 0, orders: 1, fen: 3_005 });
      await phone.page.locator('[data-testid=order-row]:has-text("30.05")').tap();
      await phone.tap('correct');
      await phone.at('quantity').nth(0).fill('3');
      await amount(phone, 0).fill('三块');
      await phone.tap('save-order');
      await phone.page.locator('[role=alert]:has-text("第 1 样：金额要写成数字")').waitFor();
      await amount(phone, 0).fill('30');
      await phone.at('remove-line').nth(1).tap();
      await phone.tap('add-line');
      await amount(phone, 1).fill('7.5');
      await phone.tap('save-order');
      await phone.allIsSent();
      expect(await lines()).toEqual(['3 for 3000', '1 for 750']);

      // A refund names its line by the place: that line, and those before it, stay where they are.
      await phone.tap('refund');
      await phone.page.selectOption('[data-testid=refund-line]', '2');
      await phone.tap('save-refund');
      await phone.at('refunded').waitFor();
      await phone.tap('correct');
      expect(await phone.at('remove-line').count()).toBe(0);
      await phone.tap('add-line');
      expect(await phone.at('remove-line').count()).toBe(1);
      await isSound(phone, 'order-lines');
      expect(phone.complaints).toEqual([]);
    });

    it('lets an end, a refund and a void be changed or thrown away while they wait', async () => {
      const before = await counted();
      const phone = await phoneOf(clerk);
      await phone.context.setOffline(true);
      await phone.tap('start');
      await phone.page.fill('[data-testid=session-title]', '改下播时间的一场');
      await phone.tap('begin-now');
      await phone.page.locator('[data-testid=session-card]:has-text("改下播时间的一场") [data-testid=end-session]').tap();
      await phone.tap('end-now');
      for (const yuan of ['41', '47']) await logOther(phone, yuan);
      await phone.page.locator('[data-testid=order-row]:has-text("41.00")').tap();
      await phone.tap('refund');
      await phone.tap('save-refund');
      await phone.tap('dock-today');
      await phone.page.locator('[data-testid=order-row]:has-text("47.00")').tap();
      await phone.tap('void');
      await phone.tap('save-void');
      await phone.tap('dock-waiting');
      await isSound(phone, 'waiting-kinds');

      await draft(phone, 'end-session').locator('[data-testid=edit-draft]').tap();
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      await phone.page.fill('[data-testid=end-at]', `${tomorrow}T12:34`);
      await phone.tap('end-now');
      await draft(phone, 'refund-order').locator('[data-testid=edit-draft]').tap();
      expect(await phone.at('refund-amount').inputValue()).toBe('41');
      await phone.page.fill('[data-testid=refund-amount]', '41.01');
      await phone.tap('save-refund');
      await phone.page.locator('[role=alert]:has-text("最多还能退 41 元")').waitFor();
      await phone.page.fill('[data-testid=refund-amount]', '12.5');
      await phone.page.click('text=质量问题');
      await phone.tap('save-refund');
      await draft(phone, 'void-order').locator('[data-testid=remove-draft]').tap();
      expect(await draft(phone, 'void-order').locator('[role=alertdialog]').innerText()).toContain('删了就不会记');
      await phone.tap('remove-yes');
      await draft(phone, 'void-order').waitFor({ state: 'detached' });

      await phone.context.setOffline(false);
      await phone.allIsSent();
      expect(await since(before)).toEqual({ sessions: 1, orders: 2, fen: 8_800 });
      const [said] = await system.sql(
        `select (select amount_fen || ' ' || reason from order_refund order by succeeded_at desc limit 1) as refund,
                (select count(*)::int from sales_order where void_reason is not null) as voids,
                (select to_char(ended_at at time zone 'Asia/Shanghai', 'HH24:MI') from live_session order by id desc limit 1) as ended`,
      );
      expect(said).toEqual({ refund: '1250 质量问题', voids: 0, ended: '12:34' });
      expect(phone.complaints).toEqual([]);
    });

    it('mends what was refused, and sends it again', async () => {
      const before = await counted();
      const phone = await phoneOf(clerk);
      await phone.context.setOffline(true);
      await logOther(phone, '33');
      await phone.page.locator('[data-testid=order-row]:has-text("33.00")').tap();
      await phone.tap('refund');
      await phone.tap('save-refund');
      await phone.tap('dock-waiting');
      await draft(phone, 'log-order').locator('[data-testid=edit-draft]').tap();
      await phone.page.fill('[data-testid=amount]', '22');
      await phone.tap('save-order');
      await phone.at('sheet').waitFor({ state: 'detached' });
      await phone.context.setOffline(false);
      await phone.page.locator('[data-testid=trouble]:has-text("最多还能退")').waitFor();
      expect(await since(before)).toEqual({ sessions: 0, orders: 1, fen: 2_200 });
      await phone.tap('edit-draft');
      await phone.page.fill('[data-testid=refund-amount]', '22');
      await phone.tap('save-refund');
      await phone.allIsSent();
      const [refund] = await system.sql('select amount_fen from order_refund order by succeeded_at desc limit 1');
      expect(refund).toEqual({ amount_fen: '2200' });
    });

    it('is killed without a signal, and again between request and answer, and has one session each time it is back', async () => {
      const before = await counted();
      const phone = await phoneOf(clerk);
      await phone.context.setOffline(true);
      await phone.tap('past');
      await phone.page.fill('[data-testid=session-title]', '电池没电的一场');
      await phone.tap('save-session');
      await phone.at('waiting-count').waitFor();
      await phone.kill();
      await phone.switchOn({ isOffline: true });
      expect(await phone.at('waiting-count').innerText()).toBe('待发送 1 笔');
      expect(await since(before)).toEqual({ sessions: 0, orders: 0, fen: 0 });
      await goOnline(phone);
      expect(await since(before)).toEqual({ sessions: 1, orders: 0, fen: 0 });

      const hasArrived = answersGetLost(phone, 'live-sessions');
      await phone.tap('start');
      await phone.page.fill('[data-testid=session-title]', '回音没到的一场');
      await phone.tap('begin-now');
      await hasArrived;
      await phone.page.locator('[data-testid=waiting-count]:has-text("正在发送")').waitFor();
      await phone.kill();
      expect(await since(before)).toEqual({ sessions: 2, orders: 0, fen: 0 });
      await phone.switchOn();
      await goOnline(phone);
      expect(await since(before)).toEqual({ sessions: 2, orders: 0, fen: 0 });
      expect(await phone.page.locator('[data-testid=session-card]:has-text("回音没到的一场")').count()).toBe(1);
    });

    it('enters a product with its village without a signal, sells it, and corrects where it comes from', async () => {
      const before = await counted();
      const phone = await phoneOf(await enrol(system, api, 'lead.zhao', 'lead', { merchantIds: [merchantId] }));
      for (const name of ['reading:places:140681', 'reading:categories']) await phone.areKept(name);
      await phone.context.setOffline(true);
      await phone.tap('dock-more');
      await phone.tap('products');
      await phone.tap('add-product');
      await phone.page.fill('[data-testid=product-name]', '苦荞茶');
      await phone.page.selectOption('[data-testid=product-category]', 'grain.buckwheat');
      await phone.page.fill('[data-testid=place-field]', 'njb');
      await phone.tap('place');
      await isSound(phone, 'product-sheet');
      await phone.tap('save-product');
      const row = phone.at('product-row').filter({ hasText: '苦荞茶' });
      await row.filter({ hasText: /待发送.*金沙滩镇 南家堡村/ }).waitFor();
      await phone.tap('dock-today');
      await phone.tap('log-other');
      await phone.page.click('text=苦荞茶');
      await phone.page.fill('[data-testid=amount]', '9.9');
      await phone.tap('save-order');
      await phone.context.setOffline(false);
      await phone.allIsSent();
      expect(await since(before)).toEqual({ sessions: 0, orders: 1, fen: 990 });
      await phone.tap('log-other');
      expect(await phone.amount()).toBe('9.9');
      await phone.tap('close-sheet');

      await phone.tap('dock-more');
      await phone.tap('products');
      await isSound(phone, 'products');
      await row.locator('[data-testid=change-origin]').tap();
      await phone.tap('other-place');
      await phone.page.fill('[data-testid=place-field]', '平鲁区');
      await phone.tap('look-elsewhere');
      await phone.page.locator('[data-testid=place-elsewhere]:has-text("140603")').first().tap();
      await phone.tap('save-origin');
      await phone.allIsSent();
      const { body } = await api.request('GET', '/api/v1/products?limit=500');
      const product = body.items.find(({ name }: { name: string }) => name === '苦荞茶');
      expect(product).toMatchObject({ category: 'grain.buckwheat', isAgricultural: true, originDivisionCode: '140603' });
      const sold = await system.sql('select paid_fen::int as fen from order_line where product_id = $1', [product.id]);
      expect(sold).toEqual([{ fen: 990 }]);
      await row.filter({ hasText: '平鲁区' }).waitFor();
      expect(phone.complaints).toEqual([]);
    });

    it('shows both what a colleague made of an order and what was wanted, and loses neither', async () => {
      const [mine, theirs] = [await phoneOf(clerk), await phoneOf(colleague)];
      await logOther(mine, '345.67');
      await mine.allIsSent();
      await theirs.page.reload();
      for (const phone of [mine, theirs]) await phone.page.locator('[data-testid=order-row]:has-text("345.67")').first().tap();
      await theirs.tap('correct');
      await theirs.at('quantity').fill('4');
      await amount(theirs, 0).fill('112');
      await theirs.tap('save-order');
      await theirs.allIsSent();
      await mine.tap('correct');
      await mine.tap('add-line');
      await amount(mine, 1).fill('8');
      await mine.tap('save-order');
      await mine.at('refused-count').tap();
      // What the colleague said stands; what was wanted is kept beside it until a person has decided.
      const seen = await mine.at('comparison').innerText();
      expect(seen).toMatch(/账上现在是[^]*×\s4[^]*112\.00 元[^]*你要改成[^]*345\.67 元[^]*8\.00 元[^]*合计 353\.67 元/);
      expect(await lines()).toEqual(['4 for 11200']);
      await isSound(mine, 'conflict');
      await mine.tap('edit-draft');
      await mine.at('quantity').nth(0).fill('4');
      await amount(mine, 0).fill('112');
      await mine.tap('save-order');
      await mine.allIsSent();
      expect(await lines()).toEqual(['4 for 11200', '1 for 800']);
      expect([...mine.complaints, ...theirs.complaints]).toEqual([]);
    });
  });
});
