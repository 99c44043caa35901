import { createCipheriv, createDecipheriv } from 'node:crypto';
import { isEqualConstantTime } from '../../../../platform/crypto/index.js';

// The padding fills blocks of 32 bytes, not of the 16 of AES: Node's own padding would refuse every second message.
const BLOCK_BYTES = 32;
const RANDOM_BYTES = 16;
const HEAD_BYTES = RANDOM_BYTES + 4;

export function weixinAesKey(encodingAesKey: string): Buffer {
  return Buffer.from(`${encodingAesKey}=`, 'base64');
}

/** The message in `encrypted`, or null unless every byte is as the format says and it names this app. */
export function decryptWeixin(key: Buffer, appId: Buffer, encrypted: string): Buffer | null {
  const cipherText = Buffer.from(encrypted, 'base64');
  if (cipherText.length === 0 || cipherText.length % BLOCK_BYTES !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = withoutPadding(Buffer.concat([decipher.update(cipherText), decipher.final()]));
  if (plain === null || plain.length < HEAD_BYTES) return null;
  const end = HEAD_BYTES + plain.readUInt32BE(RANDOM_BYTES);
  return end <= plain.length && isEqualConstantTime(plain.subarray(end), appId) ? plain.subarray(HEAD_BYTES, end) : null;
}

/** The other way round, for messages that try the way to us. */
export function encryptWeixin(key: Buffer, appId: Buffer, message: Buffer, random: Buffer): string {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(message.length);
  const plain = Buffer.concat([random, size, message, appId]);
  const padding = BLOCK_BYTES - (plain.length % BLOCK_BYTES);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString('base64');
}

function withoutPadding(padded: Buffer): Buffer | null {
  const count = padded.at(-1) ?? 0;
  if (count < 1 || count > BLOCK_BYTES) return null;
  const end = padded.length - count;
  return padded.subarray(end).every((byte) => byte === count) ? padded.subarray(0, end) : null;
}
