import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { MessageFieldRepository, type UnknownField } from './message-field.repository.js';
import type { ReadMessage } from './message-reading.js';
import { plainName } from './personal-data.js';
import { ADAPTERS, BRIDGE_ADDRESS } from './platforms/index.js';

const MAX_REMEMBERED = 5_000;
const MAX_PATH = 200;
const MAX_NAME = 60;
const MAX_NEW_PER_BATCH = 50;

/** Names of fields that no reader knows, noted once each for a person to say whether they are personal. */
@Injectable()
export class UnknownFields {
  /** Names as they are written, by platform, that need not be looked at again: messages repeat the same few thousands of times a second. */
  private readonly judged = new Map<string, Set<string>>();
  private readonly harmless = new Map<string, ReadonlySet<string>>();

  constructor(private readonly fields: MessageFieldRepository) {}

  async note(tx: Tx, messages: readonly ReadMessage[]): Promise<void> {
    const found = new Map<string, UnknownField>();
    for (const { message, reading, body } of messages) {
      const platform = message.origin === 'bridge' || message.origin === 'file' ? BRIDGE_ADDRESS : message.platform;
      const judged = this.judgedOf(platform);
      for (const [path, written] of namesIn(body, '', 0)) {
        if (judged.has(written)) continue;
        const name = plainName(written).slice(0, MAX_NAME);
        if (this.harmlessOf(platform).has(name) || name === '' || !isText(path)) judged.add(written);
        else
          found.set(`${platform}:${name}`, {
            platform,
            name,
            seenAs: path.slice(0, MAX_PATH),
            messageType: reading.about.type.slice(0, MAX_PATH),
          });
      }
    }
    await this.add(tx, [...found.values()].slice(0, MAX_NEW_PER_BATCH));
  }

  private async add(tx: Tx, unknown: readonly UnknownField[]): Promise<void> {
    if (unknown.length === 0) return;
    await this.fields.add(tx, unknown);
    tx.afterCommit(() => {
      for (const { platform, seenAs } of unknown) this.judgedOf(platform).add(seenAs.slice(seenAs.lastIndexOf('/') + 1));
    });
  }

  private judgedOf(platform: string): Set<string> {
    const known = this.judged.get(platform);
    if (known !== undefined && known.size < MAX_REMEMBERED) return known;
    const fresh = new Set<string>();
    this.judged.set(platform, fresh);
    return fresh;
  }

  private harmlessOf(platform: string): ReadonlySet<string> {
    const known = this.harmless.get(platform);
    if (known !== undefined) return known;
    const adapter = ADAPTERS[platform] ?? ADAPTERS[BRIDGE_ADDRESS];
    const names = new Set(['buyerhash', ...(adapter?.fields.harmless ?? []).map(plainName)]);
    this.harmless.set(platform, names);
    return names;
  }
}

function* namesIn(value: unknown, path: string, depth: number): Generator<readonly [path: string, name: string]> {
  if (typeof value !== 'object' || value === null || depth > 12) return;
  for (const [name, child] of Object.entries(value)) {
    const below = Array.isArray(value) ? path : `${path}/${name}`;
    if (!Array.isArray(value)) yield [below, name];
    yield* namesIn(child, below, depth + 1);
  }
}

function isText(path: string): boolean {
  return !path.includes('\0') && path.isWellFormed();
}
