import fc from 'fast-check';
import { home, itemId, product, rarely, seller, skuId } from './draws.js';

export const session = fc.record({
  merchant: seller,
  isOfShop: rarely(true, fc.constant(false), 4),
  room: fc.option(fc.nat({ max: 1 })),
  host: fc.option(fc.nat({ max: 1 })),
  day: fc.nat({ max: 2 }),
  hour: fc.constantFrom(20, 19, 8),
  hours: fc.option(fc.constantFrom(2, 1, 14), { freq: 3 }),
});

export const mapping = fc.record({ shop: fc.nat({ max: 2 }), itemId, skuId, product });

/** Two merchants sell; the third is one that sales may be made to count for. */
export const world = fc.record({
  homes: fc.tuple(home, home, home),
  productOwners: fc.array(seller, { minLength: 3, maxLength: 3 }),
  thirdShop: fc.option(seller),
  hosts: fc.array(fc.record({ merchant: seller, isKnownToPlatform: fc.boolean() }), { minLength: 1, maxLength: 2 }),
  sessions: fc.array(session, { minLength: 1, maxLength: 3 }),
  mappings: fc.array(mapping, { maxLength: 12, size: 'max' }),
});
