import type { CreateAttributionRule } from './attribution-rule.dto.js';
import { termsOf } from './rule-terms.js';

const ORIGIN = { effect: 'origin', productId: '3', originDivisionCode: '140681', reason: '登记有误' } as const;
const MERCHANT = { effect: 'merchant', productId: '3', targetMerchantId: '8', reason: '代销' } as const;
const HOME = { effect: 'home', merchantId: '7', homeDivisionCode: '140681', reason: '迁址' } as const;

describe('The terms of a rule', () => {
  it.each<[string, CreateAttributionRule]>([
    ['a product', ORIGIN],
    ['a merchant', { ...ORIGIN, productId: null, merchantId: '7' }],
    ['a lot of a product', { ...ORIGIN, lot: 'L1' }],
    ['a lot of a merchant', { ...MERCHANT, productId: null, merchantId: '7', lot: 'L1' }],
    ['a home', HOME],
    ['one day', { ...ORIGIN, validFrom: '2026-11-01', validTo: '2026-11-01' }],
    [
      'nulls for what it does not say',
      { ...ORIGIN, merchantId: null, lot: null, targetMerchantId: null, homeDivisionCode: null, validTo: null },
    ],
  ])('may be for %s', (_what, body) => {
    expect(termsOf(body)).toMatchObject({ effect: body.effect, productId: body.productId ?? null, merchantId: body.merchantId ?? null });
  });

  it('take the origin away only where that is said', () => {
    expect(termsOf({ ...ORIGIN, originDivisionCode: null }).originCode).toBe('');
    expect(termsOf(MERCHANT).originCode).toBeNull();
    expect(() => termsOf({ effect: 'origin', productId: '3', reason: '无' })).toThrow(
      expect.objectContaining({ code: 'attribution.target-needed', pointer: '/originDivisionCode' }),
    );
  });

  it.each<[code: string, pointer: string, body: CreateAttributionRule]>([
    ['target-needed', '/targetMerchantId', { ...MERCHANT, targetMerchantId: null }],
    ['target-needed', '/homeDivisionCode', { ...HOME, homeDivisionCode: null }],
    ['foreign-target', '/targetMerchantId', { ...ORIGIN, targetMerchantId: '8' }],
    ['foreign-target', '/homeDivisionCode', { ...MERCHANT, homeDivisionCode: '140681' }],
    ['foreign-target', '/originDivisionCode', { ...HOME, originDivisionCode: '140681' }],
    ['scope-needed', '/productId', { ...ORIGIN, productId: null }],
    ['scope-needed', '/productId', { ...MERCHANT, productId: null, lot: 'L1' }],
    ['scope-needed', '/merchantId', { ...HOME, merchantId: null }],
    ['two-scopes', '/merchantId', { ...ORIGIN, merchantId: '7' }],
    ['two-scopes', '/merchantId', { ...ORIGIN, merchantId: '7', lot: 'L1' }],
    ['home-is-of-merchant', '/productId', { ...HOME, productId: '3' }],
    ['home-is-of-merchant', '/lot', { ...HOME, lot: 'L1' }],
    ['period-reversed', '/validTo', { ...ORIGIN, validFrom: '2026-11-02', validTo: '2026-11-01' }],
  ])('are refused: %s at %s', (code, pointer, body) => {
    expect(() => termsOf(body)).toThrow(expect.objectContaining({ code: `attribution.${code}`, pointer }));
  });
});
