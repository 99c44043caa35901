import { enrol, type PhoneInHand } from './phone-in-hand.js';
import { answersGetLost, isSound, PhoneWorld } from './phone-world.js';

describe('the phone with drafts in it', () => {
  const world = PhoneWorld.ofSuite();
  const lines = async (): Promise<string[]> => {
    const [order] = await world.system.sql<{ lines: string[] }>(
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
    if ((await phone.at('phone-sign-in').count()) > 0) await phone.signIn(world.clerk);
    await phone.allIsSent();
  }

  it('sees, adds, changes and removes every line of an order, with the sum', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
    await phone.tap('log-other');
    await amount(phone, 0).fill('10');
    await phone.tap('add-line');
    await amount(phone, 1).fill('20.05');
    expect(await phone.at('order-sum').innerText()).toContain('30.05');
    // Two taps on one button are one order.
    await phone.page.evaluate(`(() => { const save = document.querySelector('[data-testid=save-order]'); save.click(); save.click(); })()`);
    await phone.allIsSent();
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 1, fen: 3_005 });
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
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
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
    expect(await world.since(before)).toEqual({ sessions: 1, orders: 2, fen: 8_800 });
    const [said] = await world.system.sql(
      `select (select amount_fen || ' ' || reason from order_refund order by succeeded_at desc limit 1) as refund,
              (select count(*)::int from sales_order where void_reason is not null) as voids,
              (select to_char(ended_at at time zone 'Asia/Shanghai', 'HH24:MI') from live_session order by id desc limit 1) as ended`,
    );
    expect(said).toEqual({ refund: '1250 质量问题', voids: 0, ended: '12:34' });
    expect(phone.complaints).toEqual([]);
  });

  it('mends what was refused, and sends it again', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
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
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 1, fen: 2_200 });
    await phone.tap('edit-draft');
    await phone.page.fill('[data-testid=refund-amount]', '22');
    await phone.tap('save-refund');
    await phone.allIsSent();
    const [refund] = await world.system.sql('select amount_fen from order_refund order by succeeded_at desc limit 1');
    expect(refund).toEqual({ amount_fen: '2200' });
  });

  it('is killed without a signal, and again between request and answer, and has one session each time it is back', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(world.clerk);
    await phone.context.setOffline(true);
    await phone.tap('past');
    await phone.page.fill('[data-testid=session-title]', '电池没电的一场');
    await phone.tap('save-session');
    await phone.at('waiting-count').waitFor();
    await phone.kill();
    await phone.switchOn({ isOffline: true });
    expect(await phone.at('waiting-count').innerText()).toBe('待发送 1 笔');
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 0, fen: 0 });
    await goOnline(phone);
    expect(await world.since(before)).toEqual({ sessions: 1, orders: 0, fen: 0 });

    const hasArrived = answersGetLost(phone, 'live-sessions');
    await phone.tap('start');
    await phone.page.fill('[data-testid=session-title]', '回音没到的一场');
    await phone.tap('begin-now');
    await hasArrived;
    await phone.page.locator('[data-testid=waiting-count]:has-text("正在发送")').waitFor();
    await phone.kill();
    expect(await world.since(before)).toEqual({ sessions: 2, orders: 0, fen: 0 });
    await phone.switchOn();
    await goOnline(phone);
    expect(await world.since(before)).toEqual({ sessions: 2, orders: 0, fen: 0 });
    expect(await phone.page.locator('[data-testid=session-card]:has-text("回音没到的一场")').count()).toBe(1);
  });

  it('enters a product with its village without a signal, sells it, and corrects where it comes from', async () => {
    const before = await world.counted();
    const phone = await world.phoneOf(await enrol(world.system, world.api, 'lead.zhao', 'lead', { merchantIds: [world.merchantId] }));
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
    expect(await world.since(before)).toEqual({ sessions: 0, orders: 1, fen: 990 });
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
    const { body } = await world.api.request('GET', '/api/v1/products?limit=500');
    const product = body.items.find(({ name }: { name: string }) => name === '苦荞茶');
    expect(product).toMatchObject({ category: 'grain.buckwheat', isAgricultural: true, originDivisionCode: '140603' });
    const sold = await world.system.sql('select paid_fen::int as fen from order_line where product_id = $1', [product.id]);
    expect(sold).toEqual([{ fen: 990 }]);
    await row.filter({ hasText: '平鲁区' }).waitFor();
    expect(phone.complaints).toEqual([]);
  });

  it('shows both what a colleague made of an order and what was wanted, and loses neither', async () => {
    const [mine, theirs] = [await world.phoneOf(world.clerk), await world.phoneOf(world.colleague)];
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
