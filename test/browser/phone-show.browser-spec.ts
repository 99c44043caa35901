import { isSound, PhoneWorld, shoot } from './phone-world.js';

describe('the phone during a session, and when sessions are compared', () => {
  const world = PhoneWorld.ofSuite();
  const MINUTE_MS = 60_000;
  const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

  it('shows the last ten minutes beside the ten before, goes on by itself, and says when it cannot', async () => {
    const made = { merchantId: world.merchantId, category: 'ceramics', isAgricultural: false };
    const [bowl, pot] = await Promise.all(['刻花碗', '紫砂壶'].map((name) => world.api.create('/api/v1/products', { ...made, name })));
    const liveSessionId = await world.api.create('/api/v1/live-sessions', {
      merchantId: world.merchantId,
      title: '小屏这一场',
      startedAt: ago(40),
    });
    const sell = (minutes: number, productId: string | undefined, paidFen: number): Promise<string> =>
      world.api.create('/api/v1/orders', {
        merchantId: world.merchantId,
        liveSessionId,
        paidAt: ago(minutes),
        lines: [{ productId, quantity: 1, paidFen }],
      });
    // Far from the edges of both windows, however long this takes.
    for (const [minutes, paidFen] of [
      [4, 20_000],
      [5, 12_000],
      [6, 30_000],
      [14, 18_000],
      [15, 12_000],
    ] as const)
      await sell(minutes, bowl, paidFen);
    await world.system.settle();
    const phone = await world.phoneOf(world.clerk);
    await phone.page.locator('[data-testid=session-card]:has-text("小屏这一场") [data-testid=open-minutes]').tap();
    await phone.page.locator('[data-testid=minutes-difference]:has-text("↑ 比前十分钟多 320.00 元")').waitFor();
    expect(await phone.at('minutes-last').innerText()).toContain('620.00');
    expect(await phone.at('minute-bars').locator('g').count()).toBe(21);
    await sell(5, pot, 8_800);
    await phone.page.locator('[data-testid=minutes-last]:has-text("708.00")').waitFor();
    expect(await phone.at('minutes-products').innerText()).toMatch(/刻花碗\s+620.00[^]*紫砂壶\s+88.00/);
    await isSound(phone, 'minutes');
    await shoot(phone, 'minutes-whole');

    await phone.context.setOffline(true);
    expect(await phone.at('minutes-lost').innerText()).toMatch(/连接断了，正在重连。\s*下面是 (\d+ 分 )?\d+ 秒前的数/);
    await isSound(phone, 'minutes-lost');
    await sell(6, pot, 1_200);
    await phone.context.setOffline(false);
    await phone.page.locator('[data-testid=minutes-last]:has-text("720.00")').waitFor();
    await phone.at('minutes-lost').waitFor({ state: 'detached' });

    const { status } = await world.api.request('PATCH', `/api/v1/live-sessions/${liveSessionId}`, { endedAt: ago(1) });
    expect(status).toBe(200);
    await sell(7, pot, 100);
    await phone.page.locator('[data-testid=minutes-status][data-state=over]:has-text("已下播")').waitFor();
    await shoot(phone, 'minutes-over');
    expect(phone.complaints).toEqual([]);
  });

  it('compares nothing with the time before the show, and tells who may not see it', async () => {
    const liveSessionId = await world.api.create('/api/v1/live-sessions', {
      merchantId: world.merchantId,
      title: '刚开的一场',
      startedAt: ago(3),
    });
    const phone = await world.phoneOf(world.clerk);
    await phone.page.locator('[data-testid=session-card]:has-text("刚开的一场") [data-testid=open-minutes]').tap();
    await phone.page.locator('[data-testid=minutes-difference]:has-text("先不比")').waitFor();
    expect(await phone.page.locator('[data-before-start=true]').count()).toBeGreaterThanOrEqual(15);
    expect(await phone.at('minutes').innerText()).toContain('开播以来成交');
    await shoot(phone, 'minutes-begun');
    const now = await world.api.create('/api/v1/live-sessions', {
      merchantId: world.merchantId,
      title: '这一分钟开的',
      startedAt: new Date().toISOString(),
    });
    await phone.page.goto(`${world.system.baseUrl}/phone#/minutes/id:${now}`);
    await phone.page.locator('[data-testid=minutes]:has-text("先不比")').waitFor();
    await phone.page.goto(`${world.system.baseUrl}/phone#/minutes/id:${String(Number(liveSessionId) + 1_000)}`);
    await phone.page.locator('[data-testid=minutes-status][data-state=refused]').waitFor();
  });

  it('keeps a note of a session, without a signal too, and shows it where sessions are compared', async () => {
    const monthsAgo = (months: number): string => ago(months * 31 * 24 * 60);
    const past = async (title: string, months: number, peakOnline: number): Promise<string> => {
      const times = { startedAt: monthsAgo(months), endedAt: new Date(Date.parse(monthsAgo(months)) + 3_600_000).toISOString() };
      return world.api.create('/api/v1/live-sessions', { merchantId: world.merchantId, title, peakOnline, ...times });
    };
    const old = await past('刚起步', 4, 20);
    await past('慢慢来', 3, 180);
    await past('又一场', 2, 500);
    const noteAt = `/api/v1/live-sessions/${old}`;
    expect((await world.api.request('PATCH', noteAt, { note: '第一次用手机架' })).status).toBe(200);
    await world.api.create('/api/v1/live-sessions', {
      merchantId: world.merchantId,
      title: '有备注的一场',
      peakOnline: 2_000,
      startedAt: ago(50),
      endedAt: ago(20),
    });
    const noted = async (): Promise<string | null | undefined> =>
      (await world.system.sql<{ note: string | null }>(`select note from live_session where title = '有备注的一场'`))[0]?.note;

    const phone = await world.phoneOf(world.clerk);
    await phone.page.locator('[data-testid=open-session]:has-text("有备注的一场")').tap();
    await phone.context.setOffline(true);
    await phone.tap('open-note');
    expect(await phone.at('sheet').innerText()).toContain('不要写买家的姓名、电话、地址');
    await phone.page.fill('[data-testid=session-note]', '换了补光灯');
    await shoot(phone, 'note-sheet');
    await phone.tap('save-note');
    await phone.page.locator('[data-testid=note]:has-text("换了补光灯")').waitFor();
    await phone.at('waiting-count').waitFor();
    expect(await noted()).toBeNull();
    await phone.switchOff();
    await phone.switchOn();
    await phone.allIsSent();
    expect(await noted()).toBe('换了补光灯');
    const [audited] = await world.system.sql<{ username: string }>(
      `select username from audit_event where resource = 'live_session' and after ->> 'note' = '换了补光灯'`,
    );
    expect(audited?.username).toBe('clerk.wang');

    // A colleague was faster: it is said in words, and nothing is lost.
    const theirs = await world.phoneOf(world.colleague);
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
    await shoot(phone, 'growth-notes-whole');
    await phone.page.locator('[data-testid=growth-note]:has-text("第一次用手机架")').tap();
    await phone.page.locator('[data-testid=note]:has-text("第一次用手机架")').waitFor();
    await phone.tap('open-note');
    await phone.page.fill('[data-testid=session-note]', '');
    await phone.tap('save-note');
    await phone.allIsSent();
    await phone.at('note').waitFor({ state: 'detached' });
    expect((await world.system.sql('select id from live_session where id = $1 and note is null', [old])).length).toBe(1);
    expect(phone.complaints).toEqual([]);
  });
});
