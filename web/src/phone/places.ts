import { call } from '../api/client.js';
import type { Place } from './place-search.js';

export interface Places {
  readonly name: string;
  readonly items: readonly Place[];
}

/** An answer as it lies on the phone, with the time it was read. */
export interface KeptReading<Answer> {
  readonly readAt: string;
  readonly answer: Answer;
}

export function readPlaces(county: string, signal?: AbortSignal): Promise<Places> {
  return call(`/divisions/${encodeURIComponent(county)}/places`, { mayBeSignedOut: true, ...(signal === undefined ? {} : { signal }) });
}

export const placesName = (county: string): string => `places:${county}`;
export const readingName = (name: string): string => `reading:${name}`;

export async function keptReading<Answer>(read: () => Promise<Answer>): Promise<KeptReading<Answer>> {
  return { answer: await read(), readAt: new Date().toISOString() };
}
