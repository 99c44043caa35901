import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LIVE_TRANSPORT, type LiveListener, type LiveMessage, type LiveTransport } from './live-push.js';

/** Publishes to and listens on behalf of this process; one transport connection serves all listeners. */
@Injectable()
export class LivePush implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(LivePush.name);
  private readonly listeners = new Set<LiveListener>();

  constructor(@Inject(LIVE_TRANSPORT) private readonly transport: LiveTransport) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.transport.listen((text) => this.deliver(text));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.transport.close();
  }

  /** Never fails and is never awaited: a message that cannot be sent is only a later refresh. */
  publish(message: LiveMessage): void {
    this.transport.send(JSON.stringify(message)).catch((error: unknown) => this.logger.warn({ err: error }, 'live message not sent'));
  }

  /** Answers how to stop listening. */
  subscribe(listener: LiveListener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private deliver(text: string): void {
    const message = JSON.parse(text) as LiveMessage;
    for (const listener of this.listeners) listener(message);
  }
}
