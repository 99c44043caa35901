import type { Words } from '../i18n/zh.js';

type Sources = Words['sources'];

/** A reason in words. New codes come with new platforms: those have no words yet and are shown as they are. */
export function reasonInWords(code: string | null, { reasons, noReason, otherReason }: Sources): string {
  if (code === null || code === '') return noReason;
  return wordFor(reasons, code) ?? otherReason(code);
}

export function platformInWords(platform: string, { platforms }: Sources): string {
  return wordFor(platforms, platform) ?? platform;
}

export function messageStateInWords(state: string, { states }: Sources): string {
  return wordFor(states, state) ?? state;
}

/** Why the door did not take a test message. */
export function refusalInWords(refusal: string, { deliveries }: Sources): string {
  return wordFor(deliveries.testRefusals, refusal) ?? refusal;
}

function wordFor(words: Readonly<Record<string, string>>, code: string): string | undefined {
  return new Map(Object.entries(words)).get(code);
}
