import { smallestJpeg } from '../support/jpeg.js';
import { settle } from '../support/pipeline.js';
import type { TestApp } from '../support/test-app.js';
import { orderChanged } from './canonical-message.js';
import { OutsideProgram, push } from './outside-program.js';
import { soundBulletins } from './sound-bulletins.js';
import { committedImport } from './sound-imports.js';
import { handOrder, registerMerchant, type SampleMerchant, SECRET, standardShop } from './sample-merchant.js';

export interface SoundRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, string>>;
}

const DAYS = { from: '2026-11-01', to: '2026-11-21' };
export const PHOTO = { takenAt: '2026-11-20T20:15:31+08:00', jpeg: smallestJpeg().toString('base64') };
const PAGE = { limit: '10', cursor: '' };

/** For every operation with a body or a query a request that is accepted, made of things that are there. */
export async function soundRequests(server: TestApp): Promise<Readonly<Record<string, SoundRequest>>> {
  const program = new OutsideProgram(server);
  const sample = await registerMerchant(program);
  await tellOfAnUnknownField(server, sample);
  const { merchantId, productId, shopId } = sample;
  const newOrder = async () => ({ id: (await program.make('/api/v1/orders', handOrder(sample))).id });
  const newRule = async () => ({ id: (await program.make('/api/v1/attribution-rules', originRule(productId))).id });
  const newMerchant = async () => ({ id: (await program.make('/api/v1/merchants', whole.merchant)).id });
  const newAccount = async () =>
    (await program.make('/api/v1/accounts', { username: 'officer', name: '李', role: 'bureau', divisionCode: '140681' })).id;
  const newHold = async () => (await program.make('/api/v1/legal-holds', { merchantId, reason: '法院要求保全' })).id;
  const newCampaign = async () => (await program.make('/api/v1/campaigns', CAMPAIGN)).id;
  const joined = await newCampaign();
  await program.must(200, 'POST', `/api/v1/live-sessions/${sample.liveSessionId}/join-campaign`, { campaignId: joined });
  const newReport = async () => ({ id: (await program.make('/api/v1/report-tables', { ...REPORT, divisionCode: '1406' })).id });
  const whole = wholeBodies(sample);
  await program.must(200, 'PUT', `/api/v1/shops/${shopId}/items/c`, { productId, skuId: 's1' });
  return {
    Account_login: { path: {}, body: { username: 'nobody', password: 'x', code: '287082' } },
    Account_changePassword: { path: {}, body: { currentPassword: 'x', newPassword: 'y' } },
    AccountToken_create: { path: {}, body: { name: '大屏', permissions: ['figures.read'], expiresAt: '2099-01-01T00:00:00+08:00' } },
    SecondStep_begin: { path: {}, body: { password: 'x' } },
    SecondStep_confirm: { path: {}, body: { code: '287082' } },
    SecondStep_remove: { path: {}, body: { password: 'x', code: '287082' } },
    SecurityPolicy_change: { path: {}, body: { secondStepRoles: ['auditor'] } },
    Invitation_create: { path: {}, body: { role: 'bureau', name: '王秀兰', divisionCode: '140681', merchantIds: [], hostIds: [] } },
    Invitation_list: { path: {}, query: PAGE },
    Invitation_look: { path: {}, body: { token: 'x' } },
    Invitation_accept: { path: {}, body: { token: 'x', username: 'invited', password: 'lamps along the river' } },
    MerchantApplication_apply: { path: {}, body: application('applicant') },
    MerchantApplication_list: { path: {}, query: { ...PAGE, state: 'waiting' } },
    MerchantApplication_refuse: {
      path: await program.make('/api/v1/merchant-applications', application('refused-one')),
      body: { reason: '不在本县' },
    },
    ManagedAccount_create: {
      path: {},
      body: { username: 'huairen.wang', name: '王秀兰', role: 'bureau', divisionCode: '140681', merchantIds: [], hostIds: [] },
    },
    ManagedAccount_change: {
      path: { id: await newAccount() },
      body: { name: '王秀兰', divisionCode: '140681', merchantIds: [], hostIds: [], isDisabled: false },
    },
    ManagedAccount_list: { path: {}, query: PAGE },
    Merchant_create: { path: {}, body: whole.merchant },
    Merchant_change: { path: { id: merchantId }, body: whole.merchant },
    Merchant_list: { path: {}, query: PAGE },
    MerchantMerger_merge: { path: await newMerchant(), body: { intoMerchantId: merchantId, reason: '重复登记' } },
    MerchantMerger_preview: { path: await newMerchant(), body: { intoMerchantId: merchantId, reason: '重复登记' } },
    AttributionRule_create: { path: {}, body: originRule(productId) },
    AttributionRule_preview: { path: {}, body: originRule(productId) },
    AttributionRule_list: { path: {}, query: { ...PAGE, merchantId, productId, state: 'active' } },
    AttributionRule_withdraw: { path: await newRule(), body: { reason: '登记有误' } },
    AttributionRule_previewWithdrawal: { path: await newRule(), body: { reason: '登记有误' } },
    Product_create: { path: {}, body: { merchantId, ...whole.product } },
    Product_change: { path: { id: productId }, body: whole.product },
    Product_list: { path: {}, query: { ...PAGE, merchantId } },
    Shop_create: { path: {}, body: { ...standardShop(merchantId), ...whole.shop } },
    Shop_change: { path: { id: shopId }, body: { name: '店', externalShopId: '9', credentials: whole.shop.credentials } },
    Shop_list: { path: {}, query: { ...PAGE, merchantId } },
    Shop_listItems: { path: { id: shopId }, query: PAGE },
    Reconciliation_list: { path: { id: shopId }, query: DAYS },
    // Orders must add up to the total: with any in it, more than one field could be at fault.
    Reconciliation_type: {
      path: { id: shopId, day: '2026-11-20' },
      body: { paidFen: 0, orders: 0, note: '抄自商家后台', orderAmounts: [] },
    },
    Host_create: { path: {}, body: { merchantId, name: '小李', platformHostId: null } },
    Host_change: { path: { id: sample.hostId }, body: { name: '小慧', platformHostId: '71' } },
    Host_list: { path: {}, query: { ...PAGE, merchantId } },
    LiveSession_create: { path: {}, body: { merchantId, ...whole.session } },
    LiveSession_change: { path: { id: sample.liveSessionId }, body: whole.session },
    LiveSession_list: {
      path: {},
      query: { ...PAGE, ...DAYS, merchantId, kind: 'official', within: '140681', onAir: 'true', withNote: 'true' },
    },
    SessionReading_record: { path: { id: sample.liveSessionId }, body: { source: 'imported', readings: [READING] } },
    SessionReading_list: { path: { id: sample.liveSessionId }, query: PAGE },
    SessionFacts_overSessions: {
      path: {},
      query: { ...DAYS, ...PAGE, within: '14', merchantId, hostId: sample.hostId, kind: 'selling', by: 'host' },
    },
    Campaign_create: { path: {}, body: CAMPAIGN },
    Campaign_change: { path: { id: await newCampaign() }, body: CAMPAIGN },
    Campaign_list: { path: {}, query: { ...PAGE, ...DAYS, kind: 'festival', state: 'upcoming', within: '140681' } },
    Campaign_listSessions: { path: { id: await newCampaign() }, query: PAGE },
    Campaign_addSessions: { path: { id: await newCampaign() }, body: { liveSessionIds: [sample.liveSessionId], partner: '供销社' } },
    Campaign_report: { path: { id: await newCampaign() }, query: { basis: 'merchant' } },
    Campaign_download: { path: { id: await newCampaign() }, query: { basis: 'merchant', format: 'xlsx' } },
    SessionCampaign_join: { path: { id: sample.liveSessionId }, body: { campaignId: await newCampaign() } },
    SessionCampaign_leave: { path: { id: sample.liveSessionId }, body: { campaignId: joined } },
    Order_log: { path: {}, body: { ...handOrder(sample), liveSessionId: sample.liveSessionId, shopId, orderNo: null } },
    Order_correct: { path: await newOrder(), body: { ...handOrder(sample), liveSessionId: null, shopId: null, orderNo: null } },
    Order_refund: { path: await newOrder(), body: { lineNo: '1', amountFen: 1, refundedAt: '2026-11-21T09:00:00+08:00', reason: '破损' } },
    SessionPhoto_attach: { path: { id: sample.liveSessionId }, body: PHOTO },
    OrderPhoto_attach: { path: await newOrder(), body: PHOTO },
    Order_void: { path: await newOrder(), body: { reason: '重复记账' } },
    ReviewItem_list: { path: {}, query: { ...PAGE, flag: 'over-refund', merchantId, state: 'settled' } },
    ReviewItem_settle: { path: { orderId: await overRefunded(program, sample) }, body: { note: '已核对' } },
    Order_list: { path: {}, query: { ...PAGE, shopId, paidFrom: DAYS.from, paidTo: DAYS.to } },
    ItemMapping_map: { path: { id: shopId, itemId: 'a' }, body: { productId, skuId: 's1' } },
    ItemMapping_get: { path: { id: shopId, itemId: 'c' }, query: { skuId: 's1' } },
    ItemMapping_unmap: { path: { id: shopId, itemId: 'a' }, query: { skuId: 's1' } },
    ItemMapping_unmapped: { path: {}, query: PAGE },
    ItemMapping_mapAll: { path: {}, body: { mappings: [{ shopId, itemId: 'b', skuId: 's1', productId }] } },
    PlatformApp_create: { path: {}, body: APP },
    PlatformApp_change: { path: await program.make('/api/v1/platform-apps', APP), body: { name: APP.name, credentials: APP.credentials } },
    PlatformApp_list: { path: {}, query: PAGE },
    ExchangeRate_import: { path: {}, body: { rates: [{ currency: 'USD', day: '2026-11-20', yuanPerUnit: '7.0899' }] } },
    ExchangeRate_list: { path: {}, query: PAGE },
    Message_list: { path: {}, query: { ...PAGE, ...INSTANTS, shopId, state: 'quarantined', reason: 'field.required' } },
    Message_count: { path: {}, query: { shopId, from: INSTANTS.from } },
    Message_replay: {
      path: {},
      body: { ids: [await quarantined(server, sample)], shopId, state: 'quarantined', reason: 'x', dryRun: true },
    },
    Message_listFields: { path: {}, query: { ...PAGE, verdict: 'unclassified' } },
    Message_classify: { path: { platform: 'standard', name: 'colour' }, body: { verdict: 'harmless' } },
    Delivery_list: { path: {}, query: PAGE },
    Delivery_listHours: { path: { id: shopId }, query: INSTANTS },
    Delivery_listAwaiting: { path: {}, query: { ...PAGE, shopId } },
    Delivery_pull: { path: await program.make('/api/v1/shops', douyinShop(merchantId)), body: { hours: 24 } },
    Division_list: { path: {}, query: { ...PAGE, query: 'njb', level: 'village', within: '140681' } },
    Division_listSuccessions: { path: {}, query: PAGE },
    Ranking_rank: { path: { subject: 'counties' }, query: { ...RANKING, ...PAGE } },
    RankingExport_download: { path: { subject: 'counties' }, query: { ...RANKING, format: 'csv' } },
    Explain_explain: {
      path: {},
      query: { ...EXPLAIN, ...PAGE },
    },
    Ranking_refunds: {
      path: {},
      query: {
        ...DAYS,
        basis: 'origin',
        refundView: 'cohort',
        within: '14',
        category: 'ceramics',
        platform: 'standard',
        by: 'reason',
        limit: '10',
      },
    },
    AuditEvent_list: {
      path: {},
      query: { ...PAGE, ...INSTANTS, account: '1', action: 'Merchant_change', resource: 'merchant', resourceId: merchantId },
    },
    LegalHold_place: { path: {}, body: { merchantId: null, shopId, orderNo: null, reason: '法院要求保全' } },
    LegalHold_lift: { path: { id: await newHold() }, body: { reason: '案件已结' } },
    LegalHold_list: { path: {}, query: { ...PAGE, state: 'standing' } },
    RetentionPolicy_change: { path: {}, body: { transactionMonths: 60, payloadDays: 90, quietDays: 30, reason: '按合同保存五年' } },
    HeadlineIndicator_of: { path: {}, query: { ...DAYS, within: '140681', basis: 'origin', refundView: 'cash', measure: 'net' } },
    RuralDivision_list: { path: {}, query: { ...PAGE, within: '140681' } },
    RuralDivision_decide: { path: { code: '140681001' }, body: { isRural: true, reason: '县统计局批复', decidedOn: '2025-06-30' } },
    MerchantStock_of: { path: {}, query: { ...DAYS, within: '140681' } },
    DeclaredTotal_declare: { path: { id: sample.liveSessionId }, body: { paidFen: 3_000_000, note: '现场扫码' } },
    DeclaredTotal_list: {
      path: {},
      query: { ...PAGE, ...DAYS, within: '140681', merchantId, liveSessionId: sample.liveSessionId },
    },
    SalesTarget_create: { path: {}, body: salesTarget(2030) },
    SalesTarget_list: { path: {}, query: { ...PAGE, year: '2026', within: '140681' } },
    SalesTarget_change: {
      path: await program.make('/api/v1/sales-targets', salesTarget(2031)),
      body: { valueFen: 2_000_000, reason: '年中调整' },
    },
    PriceWatch_of: {
      path: {},
      query: {
        within: '140681',
        month: '2026-11',
        months: '3',
        category: 'ceramics',
        compare: 'yoy',
        thresholdPercent: '15',
        minQuantity: '30',
      },
    },
    SilenceWatch_of: { path: {}, query: { within: '140681', of: 'villages', days: '30', former: 'before', basis: 'origin' } },
    WatchFile_indicators: {
      path: {},
      query: { ...DAYS, within: '140681', basis: 'origin', refundView: 'cash', measure: 'net', format: 'csv' },
    },
    WatchFile_stock: { path: {}, query: { ...DAYS, within: '140681', format: 'csv' } },
    WatchFile_targets: { path: {}, query: { year: '2026', within: '140681', format: 'csv' } },
    WatchFile_prices: {
      path: {},
      query: {
        within: '140681',
        month: '2026-11',
        months: '3',
        category: 'ceramics',
        compare: 'yoy',
        thresholdPercent: '15',
        minQuantity: '30',
        format: 'csv',
      },
    },
    WatchFile_silent: {
      path: {},
      query: { within: '140681', of: 'villages', days: '30', former: 'before', basis: 'origin', format: 'csv' },
    },
    Ranking_standingOf: { path: { id: merchantId }, query: { period: '2026-11', among: 'county' } },
    ReportTable_create: { path: {}, body: { ...REPORT, divisionCode: '1406' } },
    ReportTable_change: { path: await newReport(), body: { ...REPORT, areas: [], indicators: [], footnotes: [] } },
    ReportTable_import: { path: await newReport(), body: { contentBase64: REPORT_FILE, blankMeans: 'not-reported' } },
    ReportTable_list: { path: {}, query: { ...PAGE, year: '2023' } },
    ReportTable_export: { path: await newReport(), query: { format: 'csv' } },
    Ranking_series: { path: {}, query: { ...DAYS, basis: 'origin', refundView: 'cash', within: '14', by: 'day' } },
    Import_list: { path: {}, query: { ...PAGE, shopId } },
    Import_template: { path: {}, query: { format: 'csv' } },
    Import_undo: { path: await committedImport(server, shopId), body: { reason: '选错了店铺' } },
    ...(await soundBulletins(server)),
  };
}

const CAMPAIGN = {
  ...DAYS,
  name: '潞党参节',
  kind: 'festival',
  ownerCode: '14',
  areaCodes: ['140681'],
  sessionRule: 'picked',
  isOpen: true,
  partners: [{ name: '供销社', role: '帮扶' }],
  label: '三晋优品',
  notes: '第三届',
  seriesKey: '潞党参节',
  popularity: 1,
  popularitySource: '平台',
};

function application(username: string) {
  const merchant = { name: '合作社', kind: 'cooperative', divisionCode: '140681' };
  return { ...merchant, contactName: '王秀兰', username, password: 'lamps along the river', note: '每周三场直播' };
}

const INSTANTS = { from: '2026-11-20T00:00:00+08:00', to: '2026-11-21T00:00:00+08:00' };
const APP = { platform: 'douyin', name: '公共服务中心', credentials: { appKey: '6844048284663924231', appSecret: 's'.repeat(32) } };

function douyinShop(merchantId: string) {
  return { merchantId, platform: 'douyin', name: '抖店', externalShopId: '12345678', credentials: APP.credentials };
}

async function tellOfAnUnknownField(server: TestApp, { shopId }: SampleMerchant): Promise<void> {
  await push(server, shopId, SECRET, 'with-colour', JSON.stringify(orderChanged({ orderNo: 'with-colour', colour: 'red' })));
  await settle(server);
}

async function quarantined(server: TestApp, { shopId }: SampleMerchant): Promise<string> {
  await push(server, shopId, SECRET, 'without-lines', JSON.stringify(orderChanged({ orderNo: 'without-lines', lines: [] })));
  await settle(server);
  const { items } = (await server.request('GET', `/api/v1/messages?shopId=${shopId}&state=quarantined`)).body as {
    items: { id: string }[];
  };
  return items[0]?.id ?? '';
}

function originRule(productId: string) {
  const notThis = { merchantId: null, targetMerchantId: null, homeDivisionCode: null };
  const days = { validFrom: '2026-11-01', validTo: '2026-11-30' };
  return { effect: 'origin', productId, lot: 'L1', originDivisionCode: '140681', ...notThis, ...days, reason: '产地登记有误' };
}

const REPORT = {
  title: '数字朔州',
  year: 2023,
  firstMonth: 1,
  lastMonth: 7,
  paper: 'A3',
  source: '朔州市统计局',
  areas: [{ key: 'shuocheng', name: '朔城区', kind: 'member', divisionCode: '140602' }],
  indicators: [
    {
      key: 'gdp',
      name: '地区生产总值',
      unit: '亿元',
      period: '1—2季度',
      levelDecimals: 1,
      rateDecimals: 1,
      indent: 0,
      isAdditive: true,
      footnotes: [],
      counted: null,
    },
  ],
  footnotes: ['按可比价格计算。'],
  // Cells name rows and columns: with any of them more than one field could be at fault.
  cells: [],
};
const REPORT_FILE = Buffer.from('指标,单位,期间,朔城区累计,朔城区同比%\n第一产业,亿元,1—2季度,5.0,7.4\n').toString('base64');

const READING = {
  at: '2026-11-20T20:00:00+08:00',
  online: 1,
  views: 1,
  viewers: 1,
  buyers: 1,
  likes: 1,
  comments: 1,
  newFollowers: 1,
  productClicks: 1,
};
/** Paid, given back whole, and then corrected to less. */
async function overRefunded(program: OutsideProgram, sample: SampleMerchant): Promise<string> {
  const { id } = await program.make('/api/v1/orders', handOrder(sample));
  await program.make(`/api/v1/orders/${id}/refunds`, { lineNo: '1', amountFen: 5_980, refundedAt: '2026-11-21T09:00:00+08:00' });
  await program.must(
    200,
    'PUT',
    `/api/v1/orders/${id}`,
    handOrder(sample, { lines: [{ productId: sample.productId, quantity: 1, paidFen: 1 }] }),
  );
  return id;
}

const RANKING = {
  ...DAYS,
  basis: 'origin',
  refundView: 'cash',
  within: '14',
  measure: 'net',
  category: 'ceramics',
  platform: 'standard',
  compare: 'yoy',
  map: 'as-was',
};

const EXPLAIN = {
  ...DAYS,
  subject: 'counties',
  id: '140681',
  part: '',
  basis: 'origin',
  refundView: 'cash',
  within: '14',
  category: 'ceramics',
  platform: 'standard',
  map: 'as-was',
  by: 'orders',
};

function wholeBodies({ productId, shopId, hostId }: SampleMerchant) {
  const counters = { views: 1, viewers: 1, buyers: 1, peakOnline: 1, likes: 1, comments: 1, newFollowers: 1, productClicks: 1 };
  const times = { startedAt: '2026-11-20T19:30:00+08:00', endedAt: '2026-11-20T22:00:00+08:00' };
  return {
    merchant: { name: '合作社', kind: 'cooperative', divisionCode: '140681' },
    product: { name: '茶具', category: 'ceramics', originDivisionCode: '140681', isAgricultural: false, giMark: '怀仁陶瓷' },
    shop: { name: '店', externalShopId: '9', appId: null, credentials: { secret: SECRET, previousSecret: null } },
    session: {
      title: '晚场',
      kind: 'selling',
      ...times,
      hostId,
      shopId,
      roomId: 'r',
      productIds: [productId],
      note: '换了补光灯',
      ...counters,
    },
  };
}

function salesTarget(year: number) {
  return {
    divisionCode: '140681',
    category: null,
    year,
    measure: 'net',
    basis: 'origin',
    valueFen: 1_000_000,
    reason: '怀政发〔2026〕3号',
  };
}
