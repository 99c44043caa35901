import type { BulletinDto } from '../../src/modules/bulletins/bulletin.dto.js';
import { settle } from '../support/pipeline.js';
import type { TestApp } from '../support/test-app.js';
import { OutsideProgram } from './outside-program.js';
import { person } from './people.js';

export type Bulletin = BulletinDto;

export interface Seller {
  readonly merchantId: string;
  readonly productId: string;
}

/** A merchant with one product. Its name is to be found in nothing that is public. */
export async function seller(program: OutsideProgram, name: string, home: string, origin: string): Promise<Seller> {
  const { id: merchantId } = await program.make('/api/v1/merchants', { name, kind: 'cooperative', divisionCode: home });
  const product = { merchantId, name: '粗陶茶具', category: 'ceramics', originDivisionCode: origin, isAgricultural: false };
  return { merchantId, productId: (await program.make('/api/v1/products', product)).id };
}

export async function sale(program: OutsideProgram, { merchantId, productId }: Seller, day: string, paidFen: number): Promise<string> {
  const order = { merchantId, paidAt: `${day}T12:00:00+08:00`, lines: [{ productId, quantity: 1, paidFen }] };
  return (await program.make('/api/v1/orders', order)).id;
}

export async function refund(program: OutsideProgram, orderId: string, day: string, amountFen: number): Promise<void> {
  await program.make(`/api/v1/orders/${orderId}/refunds`, { lineNo: '1', amountFen, refundedAt: `${day}T12:00:00+08:00` });
}

export interface Office {
  readonly drafter: OutsideProgram;
  readonly checker: OutsideProgram;
  readonly issuer: OutsideProgram;
}

export async function office(server: TestApp, divisionCode: string): Promise<Office> {
  const officer = () => person(server, 'bureau', { divisionCode });
  return { drafter: await officer(), checker: await officer(), issuer: await officer() };
}

export type Stage = 'draft' | 'checked' | 'issued';

/** A bulletin that has come so far, its last step by the last of the three. */
export async function bulletinAt(
  stage: Stage,
  { drafter, checker, issuer }: Office,
  body: object,
  issue: object = { isPublic: false },
): Promise<Bulletin> {
  const draft = await drafter.make<Bulletin>('/api/v1/bulletins', body);
  if (stage === 'draft') return draft;
  const checked = await checker.must<Bulletin>(200, 'POST', `/api/v1/bulletins/${draft.id}/check`, {});
  return stage === 'checked' ? checked : issuer.must<Bulletin>(200, 'POST', `/api/v1/bulletins/${draft.id}/issue`, issue);
}

export { settle };
