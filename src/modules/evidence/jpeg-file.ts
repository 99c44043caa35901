import { StreamableFile } from '@nestjs/common';

export const JPEG_RESPONSE = {
  description: 'The picture',
  content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } },
} as const;

export function jpegFile(bytes: Buffer): StreamableFile {
  return new StreamableFile(bytes, { type: 'image/jpeg', length: bytes.length });
}
