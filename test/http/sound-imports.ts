import { decide, reached, uploaded } from '../support/uploads.js';
import type { TestApp } from '../support/test-app.js';

const FILE = '订单号,支付时间,商品名称,数量,实付金额(元)\r\nS-1,2026-11-20 12:00:00,荞麦米,1,59.80\r\n';

/** An import that waits for somebody to decide. */
export async function previewedImport(server: TestApp, shopId: string): Promise<{ id: string }> {
  const id = await uploaded(server, shopId, { name: '订单.csv', bytes: FILE });
  await reached(server, id, 'preview');
  return { id };
}

export async function committedImport(server: TestApp, shopId: string): Promise<{ id: string }> {
  const { id } = await previewedImport(server, shopId);
  await decide(server, id, 'commit');
  await reached(server, id, 'committed', 'applied');
  return { id };
}
