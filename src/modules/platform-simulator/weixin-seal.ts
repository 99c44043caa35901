import { createCipheriv } from 'node:crypto';
import { sha1Hex } from './digest.js';

const PAD_BLOCK_BYTES = 32;
const IV_BYTES = 16;

/** SHA-1 over the parts in the order of their characters. */
export function weixinSignature(...parts: readonly string[]): string {
  return sha1Hex([...parts].sort().join(''));
}

/** 16 random bytes, the length, the message, the app's id; padded to blocks of 32 bytes, AES-256-CBC. */
export function weixinSeal(encodingAesKey: string, appId: string, message: string, random: string): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const content = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const plain = Buffer.concat([Buffer.from(random), length, content, Buffer.from(appId)]);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, IV_BYTES)).setAutoPadding(false);
  return Buffer.concat([cipher.update(padded(plain)), cipher.final()]).toString('base64');
}

function padded(plain: Buffer): Buffer {
  const count = PAD_BLOCK_BYTES - (plain.length % PAD_BLOCK_BYTES);
  return Buffer.concat([plain, Buffer.alloc(count, count)]);
}
