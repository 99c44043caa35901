import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends these very lines: HTTP clients tidy addresses up before they send them. */
export async function sendRaw(port: number, requestLine: string, headers: readonly string[] = []): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  socket.write([requestLine, 'Host: 127.0.0.1', 'Connection: close', ...headers, '', ''].join('\r\n'));
  let text = '';
  socket.on('data', (part) => (text += String(part)));
  await once(socket, 'close');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text };
}
