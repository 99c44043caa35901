import { copyFileSync, readFileSync } from 'node:fs';
import { enrol, type PhoneInHand } from './phone-in-hand.js';
import { answersGetLost, isSound, NANJIABAO, PhoneWorld, shoot } from './phone-world.js';

/** A clerk in a village with one bar of signal: whatever happens to the phone, each thing counts, and counts once. */
describe('the phone of a clerk', () => {
  const world = PhoneWorld.ofSuite();

  it('starts, logs and ends in taps, and remembers product and price', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
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
    expect(await world.since(before)).toEqual({ sessions: 1, orders: 2, fen: 8_970 });
    const [session] = await world.system.sql<{ is_over: boolean }>(
      'select ended_at is not null as is_over from live_session order by id desc limit 1',
    );
    expect(session).toEqual({ is_over: true });
    expect(phone.complaints).toEqual([]);
  });

  it('begins the next session like the last one, however long ago that was, and without a signal', async () => {
    const kiln = { name: '每周六开播的窑', kind: 'cooperative', divisionCode: NANJIABAO };
    const weekly = await world.api.create('/api/v1/merchants', kiln);
    const [hostId, shopId, productId] = await Promise.all([
      world.api.create('/api/v1/hosts', { merchantId: weekly, name: '小兰' }),
      world.api.create('/api/v1/shops', { merchantId: weekly, platform: 'douyin', name: '南家堡抖音小店', credentials: null }),
      world.api.create('/api/v1/products', {
        merchantId: weekly,
        name: '仿古花瓶',
        category: 'ceramics',
        originDivisionCode: null,
        isAgricultural: false,
      }),
    ]);
    const last = { merchantId: weekly, hostId, shopId, productIds: [productId], title: '周六大集专场' };
    await world.api.create('/api/v1/live-sessions', {
      ...last,
      startedAt: '2026-05-16T19:30:00+08:00',
      endedAt: '2026-05-16T21:00:00+08:00',
    });
    const phone = await world.phoneOf(await enrol(world.system, world.api, 'clerk.weekly', 'clerk', { merchantIds: [weekly] }));
    await phone.at('again').waitFor();
    expect(await phone.at('no-sessions').count()).toBe(1);
    await phone.context.setOffline(true);
    await phone.tap('again');
    expect(await phone.at('session-title').inputValue()).toBe('周六大集专场');
    await phone.tap('begin-now');
    await phone.page.locator('[data-on-air=true]').waitFor();
    await phone.context.setOffline(false);
    await phone.allIsSent();
    const { items } = (await world.api.request('GET', `/api/v1/live-sessions?merchantId=${weekly}`)).body;
    expect(items).toHaveLength(2);
    const { startedAt, ...copy } = items[0];
    expect(copy).toMatchObject({ ...last, endedAt: null });
    expect(Date.parse(startedAt)).toBeGreaterThan(Date.parse('2026-06-01'));
    expect(phone.complaints).toEqual([]);
  });

  it('logs without a signal, is switched off and on, and counts once when the signal is back', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
    await phone.context.setOffline(true);
    await phone.tap('past');
    await phone.page.fill('[data-testid=session-amount]', '128.50');
    await phone.page.fill('[data-testid=session-title]', '没有信号的一场');
    await phone.tap('save-session');
    await phone.at('waiting-count').waitFor();
    await phone.switchOff();
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 0, fen: 0 });

    await phone.switchOn({ isOffline: true });
    await phone.page.locator('[data-signal=unreached]').waitFor();
    expect(await phone.at('waiting-count').innerText()).toBe('待发送 2 笔');
    const shown = phone.at('session-card').filter({ hasText: '没有信号的一场' });
    expect(await shown.innerText()).toContain('128.50');
    await phone.switchOff();

    await phone.switchOn();
    await phone.allIsSent();
    expect(await world.since(before)).toEqual({ sessions: 1, orders: 1, fen: 12_850 });
    const [order] = await world.system.sql<{ title: string }>(
      'select s.title from sales_order o join live_session s on s.id = o.named_session_id order by o.created_at desc limit 1',
    );
    expect(order?.title).toBe('没有信号的一场');
    await phone.page.reload();
    await phone.allIsSent();
    expect(await world.since(before)).toEqual({ sessions: 1, orders: 1, fen: 12_850 });
    expect(phone.complaints).toEqual([]);
  });

  it('declares what a session sold without a signal, and the ledger stays as it is', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
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
    expect(await world.since(before)).toEqual({ sessions: 1, orders: 0, fen: 0 });
    const declared = await world.system.sql<{ title: string; fen: number }>(
      'select s.title, d.paid_fen::int as fen from declared_total d join live_session s on s.id = d.live_session_id',
    );
    expect(declared).toEqual([{ title: '没有订单的一场', fen: 3_000_000 }]);
  });

  it('counts once when the answer is lost and the phone dies', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
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
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 1, fen: 6_600 });
    await phone.switchOn();
    await phone.allIsSent();
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 1, fen: 6_600 });
  });

  it('is one sender, however many tabs there are', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
    const other = await phone.context.newPage();
    await other.goto(`${world.system.baseUrl}/phone`);
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
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 3, fen: 600 });
    expect(posts).toHaveLength(3);
    expect(new Set(posts).size).toBe(3);
  });

  it('lets a draft be changed or deleted as long as it is on the phone', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
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
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 1, fen: 1_100 });
  });

  it('says in words when a colleague was faster, and does what the person decides', async () => {
    const [mine, theirs] = [await world.phoneOf(world.clerk), await world.phoneOf(world.colleague)];
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
    const [refunds] = await world.system.sql<{ count: number }>('select count(*)::int as count from order_refund');
    expect(refunds?.count).toBe(0);
  });

  it('takes a correction and a refund of an order that has not been sent', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
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
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 1, fen: 5_000 });
    const [refund] = await world.system.sql<{ amount_fen: string }>('select amount_fen from order_refund order by refund_no desc limit 1');
    expect(refund).toEqual({ amount_fen: '1500' });
  });

  it('goes on where it was when the session has ended meanwhile', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
    await world.system.sql(`delete from account_session where account_id = (select id from account where username = 'clerk.wang')`);
    await phone.tap('log-other');
    await phone.page.fill('[data-testid=amount]', '7');
    await phone.tap('save-order');
    await phone.at('phone-sign-in').waitFor();
    expect(await phone.at('phone-sign-in').innerText()).toContain('没送出的都还在');
    await phone.signIn(world.clerk);
    await phone.allIsSent();
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 1, fen: 700 });
  });

  it('sends nothing in the name of whoever comes next', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
    await phone.context.setOffline(true);
    await phone.tap('log-other');
    await phone.page.fill('[data-testid=amount]', '8');
    await phone.tap('save-order');
    await phone.at('waiting-count').waitFor();
    await phone.context.clearCookies();
    await phone.context.setOffline(false);
    await phone.page.reload();
    await phone.at('phone-sign-in').waitFor();
    await phone.signIn(world.colleague);
    await phone.at('all-sent').waitFor();
    expect(await phone.at('signal').innerText()).toContain('clerk.wang 还有 1 笔没送出');
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 0, fen: 0 });
  });

  it('practises without a word to anybody, and keeps practice apart', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
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
    await phone.page.goto(`${world.system.baseUrl}/phone`);
    await phone.allIsSent();
    expect(await phone.page.locator('main').innerText()).not.toContain('999');
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 0, fen: 0 });
  });

  it('finds a village by its initials without a signal, and without having looked before', async () => {
    const phone = await world.phoneOf(world.clerk);
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
    const productId = await world.api.create('/api/v1/products', {
      merchantId: world.merchantId,
      name: '刻花盘',
      category: 'ceramics',
      isAgricultural: false,
    });
    const shown = { merchantId: world.merchantId, views: 2_000, peakOnline: 500, hostId: null };
    const at = (hour: number): string => new Date(Date.now() - hour * 3_600_000).toISOString();
    const paid: readonly (readonly [string, number, number])[] = [
      ['前一场', 5, 10_000],
      ['这一场', 3, 40_000],
    ];
    for (const [title, hour, paidFen] of paid) {
      const liveSessionId = await world.api.create('/api/v1/live-sessions', {
        ...shown,
        title,
        startedAt: at(hour),
        endedAt: at(hour - 1),
      });
      const lines = [{ productId, quantity: 1, paidFen }];
      const id = await world.api.create('/api/v1/orders', { merchantId: world.merchantId, liveSessionId, paidAt: at(hour - 0.5), lines });
      await world.api.create(`/api/v1/orders/${id}/refunds`, { lineNo: '1', amountFen: 2_500, refundedAt: at(0.2), reason: '破损' });
    }
    await world.system.settle();
    const phone = await world.phoneOf(world.clerk);
    await phone.page.locator('[data-testid=open-session]:has-text("这一场")').tap();
    await phone.tap('open-card');
    const net = phone.page.locator('[data-metric=net_paid]');
    expect(await net.innerText()).toMatch(/375\.00/);
    expect(await net.innerText()).toMatch(/比前 \d 场中的 \d 场高/);
    await phone.page.locator('[data-metric=gpm] button').tap();
    expect(await phone.at('formula').innerText()).toContain('成交金额 ÷ 观看人次 × 1000');
    await shoot(phone, 'card');

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
    const phone = await world.phoneOf(world.clerk);
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
    const [row] = await world.system.sql<{ photos: number; size: number; of: string }>(
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

  it('has nothing that axe calls serious, and stays within its width', async () => {
    const phone = await world.phoneOf(world.clerk);
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
});
