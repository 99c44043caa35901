import { Injectable } from '@nestjs/common';
import { isEqualConstantTime, Secrets } from '../../platform/crypto/index.js';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const BITS_PER_LETTER = 5n;
const CHECKSUM_LETTERS = 12;
const PUBLIC_ID = /^([1-9a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]{0,12})([0-9a-hjkmnp-tv-z]{12})$/i;
const DB_ID = /^[1-9]\d{0,17}$/;

/**
 * Shops go by public ids: the number in Crockford's base32, followed by 60 bits of its keyed hash. An id that was not made
 * here is told apart without a query, so guessing webhook addresses costs the database nothing. Upper case reads the same.
 */
@Injectable()
export class ShopIds {
  constructor(private readonly secrets: Secrets) {}

  encode(dbId: string): string {
    return textOf(BigInt(dbId)) + this.checksum(dbId);
  }

  decode(publicId: string): string | null {
    const [, number, checksum] = PUBLIC_ID.exec(publicId)?.map((part) => part.toLowerCase()) ?? [];
    if (number === undefined || checksum === undefined) return null;
    const dbId = numberOf(number).toString();
    const isOurs = isEqualConstantTime(Buffer.from(checksum), Buffer.from(this.checksum(dbId)));
    return isOurs && DB_ID.test(dbId) ? dbId : null;
  }

  private checksum(dbId: string): string {
    const hash = this.secrets.keyedHash('shop-id', dbId).readBigUInt64BE();
    return textOf(hash >> (64n - BITS_PER_LETTER * BigInt(CHECKSUM_LETTERS))).padStart(CHECKSUM_LETTERS, '0');
  }
}

function textOf(number: bigint): string {
  const letter = CROCKFORD[Number(number % 32n)] ?? '';
  return number < 32n ? letter : textOf(number >> BITS_PER_LETTER) + letter;
}

function numberOf(text: string): bigint {
  return [...text].reduce((number, letter) => (number << BITS_PER_LETTER) + BigInt(CROCKFORD.indexOf(letter)), 0n);
}
