import { completeContent, type StoredContent } from './stored-word.js';

/** As version 0.1 wrote them. */
const HEADER = `{"status":"paid","createdAt":"2026-11-20T12:00:00.000Z","paidAt":null,"shippedAt":null,"roomId":null,"platformHostId":null,
  "liveSessionId":null,"buyerHash":null,"channel":"","freightFen":0,"currency":"CNY","voidReason":null,
  "lines":[{"lineNo":"1","itemId":"i","skuId":"","productId":null,"title":"","quantity":1,"paidFen":1,"lot":null,"isGift":false}]}`;
const REFUND = `{"refundNo":"R1","lineNo":"1","itemId":"i","skuId":"","productId":null,"amountFen":1,"freightFen":0,"quantity":null,
  "status":"requested","succeededAt":null,"reason":null}`;

function stored(text: string): StoredContent {
  return JSON.parse(text) as StoredContent;
}

describe('A word from before a field existed', () => {
  it('says of an order no deposit and no dispatch by line', () => {
    const content = completeContent(stored(HEADER));
    expect(content).toMatchObject({ status: 'paid', depositFen: 0, lines: [{ lineNo: '1', paidFen: 1, shippedAt: null }] });
  });

  it('says of a refund that it is one', () => {
    expect(completeContent(stored(REFUND))).toMatchObject({ refundNo: 'R1', status: 'requested', kind: 'refund' });
  });
});

it('A word that says everything is kept as it is', () => {
  const header = { ...completeContent(stored(HEADER)), depositFen: 500 };
  const refund = { ...completeContent(stored(REFUND)), kind: 'resend' as const };
  expect([completeContent(header), completeContent(refund)]).toEqual([header, refund]);
});
