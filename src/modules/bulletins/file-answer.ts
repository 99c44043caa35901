import { StreamableFile } from '@nestjs/common';
import { type BulletinFile, FILE_TYPES } from './bulletin-files.service.js';

/** By RFC 6266: the name as it is in UTF-8, and a plain one for programs that read no other. */
export function fileAnswer({ content, name, plainName, format }: BulletinFile): StreamableFile {
  const clean = name.replace(/[\u0000-\u001f\u007f\\/:*?"<>|]/g, ' ').trim();
  const encoded = encodeURIComponent(`${clean}.${format}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const disposition = `attachment; filename="${plainName}.${format}"; filename*=UTF-8''${encoded}`;
  return new StreamableFile(content, { type: FILE_TYPES[format], disposition, length: content.length });
}
