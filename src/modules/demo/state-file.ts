import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BusinessDay } from '../../kernel/business-day.js';
import { createWebhookSecret } from './signing.js';

/**
 * What the demo must remember between two runs: the shops' secrets, which no server gives out again, and how far the history has
 * been sent, so that a second run need not repeat it. Losing the file costs a rotation of secrets and a repetition, never a wrong total.
 */
export class StateFile {
  private constructor(
    private readonly path: string,
    private readonly kept: KeptState,
  ) {}

  static async open(path: string): Promise<StateFile> {
    return new StateFile(path, keptStateOf(await readIfThere(path)));
  }

  secretOf(shopKey: string): { readonly secret: string; readonly isNew: boolean } {
    const known = this.kept.secrets[shopKey];
    if (known !== undefined) return { secret: known, isNew: false };
    const secret = createWebhookSecret();
    this.kept.secrets[shopKey] = secret;
    return { secret, isNew: true };
  }

  hasMappedItems(shopId: string): boolean {
    return this.kept.mappedShopIds.includes(shopId);
  }

  noteMappedItems(shopId: string): void {
    if (!this.hasMappedItems(shopId)) this.kept.mappedShopIds.push(shopId);
  }

  /** Id of a hand-written order or refund that an earlier run has entered; forms have no message id that would make them one. */
  enteredByHand(key: string): string | null {
    return this.kept.enteredByHand[key] ?? null;
  }

  noteEnteredByHand(key: string, id: string): void {
    this.kept.enteredByHand[key] = id;
  }

  /** Of the orders of that day, everything that happened before this instant has been sent. */
  sentUntilMs(seed: number, day: BusinessDay): number {
    return this.kept.sentUntilMs[`${seed}/${day}`] ?? 0;
  }

  noteSentUntil(seed: number, day: BusinessDay, untilMs: number): void {
    this.kept.sentUntilMs[`${seed}/${day}`] = Math.max(untilMs, this.sentUntilMs(seed, day));
  }

  /** The server does not know the sample merchants: whatever was sent went to another database. */
  forgetWhatWasSent(): void {
    this.kept.mappedShopIds = [];
    this.kept.enteredByHand = {};
    this.kept.sentUntilMs = {};
  }

  /** Replaced in one step, readable by its owner alone. */
  async save(): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    const draft = `${this.path}.${process.pid}.draft`;
    await writeFile(draft, `${JSON.stringify(this.kept)}\n`, { mode: 0o600 });
    await rename(draft, this.path);
  }
}

interface KeptState {
  secrets: Record<string, string>;
  mappedShopIds: string[];
  enteredByHand: Record<string, string>;
  sentUntilMs: Record<string, number>;
}

async function readIfThere(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (isMissingFile(error)) return null;
    throw error;
  }
}

function isMissingFile(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

function keptStateOf(value: unknown): KeptState {
  const fields: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  return {
    secrets: recordOf(fields.secrets, (entry) => typeof entry === 'string'),
    mappedShopIds: Array.isArray(fields.mappedShopIds) ? fields.mappedShopIds.filter((id) => typeof id === 'string') : [],
    enteredByHand: recordOf(fields.enteredByHand, (entry) => typeof entry === 'string'),
    sentUntilMs: recordOf(fields.sentUntilMs, (entry) => typeof entry === 'number'),
  };
}

function recordOf<T>(value: unknown, isEntry: (entry: unknown) => entry is T): Record<string, T> {
  const kept: Record<string, T> = {};
  if (typeof value !== 'object' || value === null) return kept;
  for (const [key, entry] of Object.entries(value)) if (isEntry(entry)) kept[key] = entry;
  return kept;
}
