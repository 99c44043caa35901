import { startTestApp, type TestApp } from '../support/test-app.js';
import { fillPath, type Operation, readOperations } from './open-api.js';
import type { OutsideProgram, Problem } from './outside-program.js';
import { person, type RoleName } from './people.js';
import { OutsideProgram as Program } from './outside-program.js';
import { COUNTY, registerMerchant } from './sample-merchant.js';

const BUT_HOSTS = ['operator', 'auditor', 'bureau', 'lead', 'clerk'] as const;
const ALL = [...BUT_HOSTS, 'host'] as const;

/** Who may read and who may write what an endpoint is about, as the commission has it. */
const EXPECTED: Readonly<Record<string, { readonly read: readonly RoleName[]; readonly write: readonly RoleName[] }>> = {
  'own-account': { read: ALL, write: ALL },
  campaigns: { read: BUT_HOSTS, write: ['operator', 'bureau'] },
  figures: { read: BUT_HOSTS, write: ['operator'] },
  merchants: { read: BUT_HOSTS, write: ['operator', 'bureau'] },
  catalogue: { read: BUT_HOSTS, write: ['operator', 'lead'] },
  sales: { read: BUT_HOSTS, write: ['operator', 'lead', 'clerk'] },
  sessions: { read: ALL, write: ['operator', 'lead', 'clerk'] },
  readings: { read: ALL, write: ['operator', 'lead', 'clerk', 'host'] },
  shops: { read: BUT_HOSTS, write: ['operator', 'lead'] },
  intake: { read: ['operator', 'auditor', 'lead'], write: ['operator', 'lead'] },
  review: { read: ['operator', 'auditor', 'bureau', 'lead'], write: ['operator', 'bureau', 'lead'] },
  rules: { read: ['operator', 'auditor'], write: ['operator'] },
  accounts: { read: ['operator', 'auditor'], write: ['operator'] },
  invitations: { read: ['operator', 'auditor', 'bureau', 'lead'], write: ['operator', 'bureau', 'lead'] },
  applications: { read: ['operator', 'auditor', 'bureau'], write: ['operator', 'bureau'] },
  system: { read: ['operator', 'auditor'], write: ['operator'] },
  audit: { read: ['operator', 'auditor'], write: ['operator'] },
  reports: { read: ['operator', 'auditor', 'bureau'], write: ['operator', 'bureau'] },
  bulletins: { read: ['operator', 'auditor', 'bureau'], write: ['operator', 'bureau'] },
  'county-watch': { read: ['operator', 'auditor', 'bureau'], write: ['operator', 'bureau'] },
};

/** What each endpoint is about, said once more here: an endpoint put into another area, or a new one, must be put into another line by somebody. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  'own-account':
    'Account_logout Account_changePassword Account_me AccountSession_list AccountSession_endOthers AccountSession_end ' +
    'AccountToken_list AccountToken_create AccountToken_delete SecondStep_begin SecondStep_confirm SecondStep_remove ' +
    'System_read',
  accounts:
    'ManagedAccount_create ManagedAccount_list ManagedAccount_get ManagedAccount_change ManagedAccount_resetPassword ' +
    'ManagedAccount_resetSecondStep SecurityPolicy_get SecurityPolicy_change',
  invitations: 'Invitation_create Invitation_list Invitation_withdraw',
  applications: 'MerchantApplication_list MerchantApplication_approve MerchantApplication_refuse',
  system: 'System_readMetrics',
  figures:
    'Division_list Division_listSuccessions Division_get Division_placesOf Category_list Ranking_rank Ranking_refunds Ranking_standingOf ' +
    'Ranking_series Explain_explain LiveBoard_events ' +
    'RankingExport_download AreaMap_read AreaMap_boundaries Bulletin_coverage',
  campaigns:
    'Campaign_create Campaign_list Campaign_get Campaign_change Campaign_archive Campaign_listSessions Campaign_addSessions ' +
    'Campaign_removeSession Campaign_report Campaign_download',
  merchants: 'Merchant_create Merchant_list Merchant_get Merchant_change Merchant_archive',
  catalogue:
    'Product_create Product_list Product_get Product_change Product_archive ItemMapping_get ItemMapping_map ' +
    'ItemMapping_unmap ItemMapping_mapAll ItemMapping_unmapped',
  shops: 'Shop_create Shop_list Shop_get Shop_change Shop_archive Shop_listItems',
  rules:
    'PlatformApp_create PlatformApp_list PlatformApp_get PlatformApp_change AttributionRule_create AttributionRule_list ' +
    'AttributionRule_preview AttributionRule_get AttributionRule_withdraw AttributionRule_previewWithdrawal ' +
    'MerchantMerger_merge MerchantMerger_preview ExchangeRate_list ExchangeRate_import Message_classify LegalHold_place ' +
    'LegalHold_list LegalHold_lift RetentionPolicy_get RetentionPolicy_change ' +
    'PublicPage_get PublicPage_change Festival_import',
  sales:
    'Host_create Host_list Host_get Host_change Host_archive Order_log Order_list Order_get Order_correct Order_void ' +
    'Order_refund SessionCampaign_join SessionCampaign_leave Import_create Import_list Import_template Import_get Import_errors ' +
    'Import_commit Import_undo DeclaredTotal_list DeclaredTotal_get DeclaredTotal_declare DeclaredTotal_remove ' +
    'SessionPhoto_attach SessionPhoto_list SessionPhoto_view OrderPhoto_attach OrderPhoto_list OrderPhoto_view',
  sessions:
    'LiveSession_create LiveSession_list LiveSession_get LiveSession_change LiveSession_archive SessionFacts_ofSession ' +
    'SessionFacts_overSessions Metric_list SessionMinutes_read SessionMinutes_events',
  readings: 'SessionReading_record SessionReading_list',
  review: 'ReviewItem_list ReviewItem_settle',
  intake:
    'Message_list Message_get Message_count Message_replay Message_listFields Delivery_list Delivery_listHours ' +
    'Delivery_listAwaiting Delivery_test Delivery_pull Reconciliation_list Reconciliation_get Reconciliation_type ' +
    'Reconciliation_pull',
  audit: 'AuditEvent_list',
  reports:
    'ReportTable_create ReportTable_list ReportTable_get ReportTable_change ReportTable_delete ReportTable_import ' +
    'ReportTable_readFigures ReportTable_export',
  bulletins:
    'Bulletin_create Bulletin_list Bulletin_get Bulletin_edit Bulletin_recompute Bulletin_check Bulletin_issue Bulletin_freeze ' +
    'Bulletin_withdraw Bulletin_differences Bulletin_revise BulletinLink_file BulletinLink_create BulletinLink_list ' +
    'BulletinLink_revoke Festival_list Festival_compare',
  'county-watch':
    'HeadlineIndicator_of RuralDivision_list RuralDivision_get RuralDivision_decide RuralDivision_withdraw MerchantStock_of ' +
    'SalesTarget_create SalesTarget_list SalesTarget_get SalesTarget_change SalesTarget_remove PriceWatch_of SilenceWatch_of ' +
    'WatchFile_indicators WatchFile_stock WatchFile_targets WatchFile_prices WatchFile_silent',
};

let server: TestApp;
let operations: Operation[];
let people: Readonly<Record<RoleName, OutsideProgram>>;
beforeAll(async () => {
  server = await startTestApp();
  operations = (await readOperations(server)).filter(({ isOpenToAll }) => !isOpenToAll);
  const { merchantId, hostId } = await registerMerchant(new Program(server));
  people = {
    operator: await person(server, 'operator'),
    auditor: await person(server, 'auditor'),
    bureau: await person(server, 'bureau', { divisionCode: COUNTY }),
    lead: await person(server, 'lead', { merchantIds: [merchantId] }),
    clerk: await person(server, 'clerk', { merchantIds: [merchantId] }),
    host: await person(server, 'host', { hostIds: [hostId] }),
  };
});
afterAll(() => server.close());

/** Ends of sessions and streams of events are no answers that can be looked at here. */
const isLookedAt = ({ id, isStream }: Operation): boolean => id !== 'Account_logout' && !isStream;

it('has an expectation for every endpoint', () => {
  const expected = Object.entries(ENDPOINTS).flatMap(([area, ids]) => ids.split(' ').map((id) => `${id}: ${area}`));
  expect(operations.map(({ id, area }) => `${id}: ${area ?? ''}`).sort()).toEqual(expected.sort());
  expect(Object.keys(EXPECTED).sort()).toEqual(Object.keys(ENDPOINTS).sort());
});

it.each(ALL)('lets %s ask for what is expected, and for nothing else', async (role) => {
  const found: string[] = [];
  for (const { id, method, path, area } of operations.filter(isLookedAt)) {
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
