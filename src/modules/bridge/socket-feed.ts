import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { clearStaleSocket, closeToOthers, listenOptions } from './feed-address.js';
import type { LineFeed } from './line-feed.js';

/** Each may hold the beginning of a line in memory. */
const MAX_CONNECTIONS = 32;

/** Takes lines from any number of connections, and answers each on its own, until told to stop. */
export class SocketFeed {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly feed: LineFeed,
    private readonly stop: AbortSignal,
    private readonly log: (line: string) => void,
  ) {}

  async run(address: string): Promise<void> {
    if (this.stop.aborted) return;
    // Half open: a feeding program may end its side and still read the answers.
    const server = createServer({ allowHalfOpen: true }, (socket) => this.take(socket));
    server.maxConnections = MAX_CONNECTIONS;
    await listen(server, address);
    this.log(`Listening at ${boundTo(server)}.`);
    if (!this.stop.aborted) await once(this.stop, 'abort');
    server.close();
    await Promise.all(this.underWay);
  }

  private take(socket: Socket): void {
    const work: Promise<void> = this.feed
      .run(socket, socket)
      .catch((error: unknown) => this.log(`A connection ended: ${String(error)}`))
      .finally(() => {
        socket.destroySoon();
        this.underWay.delete(work);
      });
    this.underWay.add(work);
  }
}

async function listen(server: Server, address: string): Promise<void> {
  const options = listenOptions(address);
  if (options.path !== undefined) await clearStaleSocket(options.path);
  server.listen(options);
  await once(server, 'listening');
  if (options.path !== undefined) closeToOthers(options.path);
}

/** Port 0 asks for any free one: what matters is which it became. */
function boundTo(server: Server): string {
  const bound = server.address();
  return typeof bound === 'object' ? `${bound?.address}:${bound?.port}` : bound;
}
