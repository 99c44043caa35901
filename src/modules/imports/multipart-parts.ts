import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { ImportError } from './import.errors.js';
import { MAX_UPLOAD_BYTES, type UploadedPart } from './import-upload.service.js';

const LIMITS = { fileSize: MAX_UPLOAD_BYTES, files: 2, fields: 8, fieldSize: 1_024, parts: 10 };

/** The parts of an uploaded form as they come. A file over the limit throws `imports.too-large` when its bytes are read. */
export async function* multipartParts(request: FastifyRequest): AsyncGenerator<UploadedPart> {
  if (!request.isMultipart()) throw new ImportError('imports.no-file', {}, '/file');
  for await (const part of request.parts({ limits: LIMITS })) yield toPart(part);
}

function toPart(part: MultipartFile | MultipartValue): UploadedPart {
  if (part.type === 'field') return { kind: 'field', name: part.fieldname, value: String(part.value) };
  return { kind: 'file', name: part.fieldname, fileName: part.filename, bytes: bounded(part) };
}

async function* bounded({ file }: MultipartFile): AsyncGenerator<Buffer> {
  for await (const piece of file) yield piece as Buffer;
  if (file.truncated) throw new ImportError('imports.too-large', { megabytes: MAX_UPLOAD_BYTES / 1_024 / 1_024 }, '/file');
}
