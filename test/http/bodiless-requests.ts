import type { TestApp } from '../support/test-app.js';
import { bodilessBulletins } from './sound-bulletins.js';
import { previewedImport } from './sound-imports.js';
import { OutsideProgram } from './outside-program.js';
import { registerMerchant, standardShop } from './sample-merchant.js';

/** For every operation that writes and takes neither body nor query: the path of something it can be done to. */
export async function bodilessRequests(server: TestApp): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const program = new OutsideProgram(server);
  const { merchantId, productId, hostId, liveSessionId, shopId } = await registerMerchant(program);
  const douyin = await program.make('/api/v1/shops', {
    ...standardShop(merchantId, 'douyin'),
    credentials: { appKey: '6844048284663924231', appSecret: 't'.repeat(32) },
    externalShopId: '22345678',
  });
  const account = await program.make('/api/v1/accounts', { username: 'forgetful', name: '李', role: 'auditor' });
  const applied = await program.make('/api/v1/merchant-applications', { ...APPLICATION, username: 'approved-one' });
  const campaign = await program.make('/api/v1/campaigns', CAMPAIGN);
  await program.make(`/api/v1/campaigns/${campaign.id}/sessions`, { liveSessionIds: [liveSessionId] });
  const report = { divisionCode: '1406', title: '数字朔州', year: 2023, firstMonth: 1, lastMonth: 7 };
  const target = { divisionCode: '140681', year: 2032, measure: 'net', basis: 'origin', valueFen: 1_000_000, reason: '3号文' };
  const { id: targetId } = await program.make('/api/v1/sales-targets', target);
  await program.must(200, 'PUT', '/api/v1/rural-divisions/140681002', { isRural: true, reason: '批复', decidedOn: '2025-06-30' });
  await program.must(200, 'PUT', `/api/v1/live-sessions/${liveSessionId}/declared-total`, { paidFen: 3_000_000 });
  return {
    DeclaredTotal_remove: { id: liveSessionId },
    Campaign_archive: { id: campaign.id },
    Campaign_removeSession: { id: campaign.id, liveSessionId },
    ReportTable_delete: { id: (await program.make('/api/v1/report-tables', report)).id },
    RuralDivision_withdraw: { code: '140681002' },
    SalesTarget_remove: { id: targetId },
    MerchantApplication_approve: { id: applied.id },
    ManagedAccount_resetPassword: { id: account.id },
    Reconciliation_pull: { id: douyin.id, day: '2026-11-20' },
    Delivery_test: { id: shopId },
    Import_commit: await previewedImport(server, shopId),
    Product_archive: { id: productId },
    Host_archive: { id: hostId },
    LiveSession_archive: { id: liveSessionId },
    Shop_archive: { id: shopId },
    Merchant_archive: { id: merchantId },
    ...(await bodilessBulletins(server)),
  };
}

const CAMPAIGN = { name: '节', kind: 'own', from: '2026-11-01', to: '2026-11-21', ownerCode: '14', areaCodes: ['14'] };

const APPLICATION = {
  name: '合作社',
  kind: 'cooperative',
  divisionCode: '140681',
  contactName: '王秀兰',
  password: 'lamps along the river',
};
