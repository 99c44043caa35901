import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportDto, WholeImportDto } from '../../src/modules/imports/import.dto.js';
import { settle } from './pipeline.js';
import type { Answer, TestApp } from './test-app.js';

const PATIENCE_MS = 60_000;

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer | string;
}

/** A form as browsers send it; fields in the given order. */
export function form(parts: readonly (readonly [name: string, value: string | UploadedFile])[]): {
  payload: Buffer;
  headers: Record<string, string>;
} {
  const boundary = `----${randomUUID()}`;
  const pieces = parts.flatMap(([name, value]) =>
    typeof value === 'string'
      ? [`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`]
      : [
          `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="${value.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
          value.bytes,
          '\r\n',
        ],
  );
  const payload = Buffer.concat([...pieces, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece)));
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

export async function upload(app: TestApp, shopId: string, file: UploadedFile, headers: Record<string, string> = {}): Promise<Answer> {
  return send(
    app,
    form([
      ['shopId', shopId],
      ['file', file],
    ]),
    headers,
  );
}

export async function send(
  app: TestApp,
  { payload, headers }: ReturnType<typeof form>,
  more: Record<string, string> = {},
): Promise<Answer> {
  const response = await app.app.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: { authorization: `Bearer ${app.token}`, ...headers, ...more },
    payload,
  });
  return { status: response.statusCode, body: JSON.parse(response.payload) as unknown, headers: response.headers };
}

export async function uploaded(app: TestApp, shopId: string, file: UploadedFile): Promise<string> {
  const { status, body } = (await upload(app, shopId, file)) as { status: number; body: { id: string } };
  expect({ status, body }).toMatchObject({ status: 201 });
  return body.id;
}

/** Waits until it is in one of the states. */
export async function reached(app: TestApp, id: string, ...states: readonly ImportDto['state'][]): Promise<WholeImportDto> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { status, body } = (await app.request('GET', `/api/v1/imports/${id}`)) as { status: number; body: WholeImportDto };
    expect({ status, body }).toMatchObject({ status: 200 });
    if (states.includes(body.state)) return body;
    if (Date.now() > deadline || body.state === 'failed') throw new Error(`The import is ${body.state}: ${JSON.stringify(body)}`);
    await sleep(20);
  }
}

/** Uploaded, read, committed and counted. */
export async function imported(app: TestApp, shopId: string, file: UploadedFile): Promise<WholeImportDto> {
  const id = await uploaded(app, shopId, file);
  await reached(app, id, 'preview');
  await decide(app, id, 'commit');
  await reached(app, id, 'applied');
  await settle(app);
  return reached(app, id, 'applied');
}

export async function takenBack(app: TestApp, id: string, reason = '选错了店铺'): Promise<WholeImportDto> {
  await decide(app, id, 'undo', { reason });
  await reached(app, id, 'undone');
  await settle(app);
  return reached(app, id, 'undone');
}

export async function decide(app: TestApp, id: string, what: 'commit' | 'undo', body?: object): Promise<WholeImportDto> {
  const answer = (await app.request('POST', `/api/v1/imports/${id}/${what}`, body)) as { status: number; body: WholeImportDto };
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}
