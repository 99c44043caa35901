import { parseLosslessJson } from '../../kernel/lossless-json.js';

/** What a request asks, read without trust: a field that is missing or not what it should be is as absent. */
export class ApiParams {
  private constructor(private readonly fields: Readonly<Record<string, unknown>>) {}

  static ofJson(text: string | null): ApiParams {
    try {
      const value: unknown = parseLosslessJson(text ?? '');
      return new ApiParams(typeof value === 'object' && value !== null ? { ...value } : {});
    } catch {
      return new ApiParams({});
    }
  }

  static ofQuery(query: URLSearchParams): ApiParams {
    return new ApiParams(Object.fromEntries(query));
  }

  text(name: string): string {
    const value = this.fields[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  number(name: string, otherwise: number): number {
    const text = this.text(name);
    return /^\d+$/.test(text) ? Number(text) : otherwise;
  }

  texts(name: string): string[] {
    const value = this.fields[name];
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  }

  within(name: string): ApiParams {
    const value = this.fields[name];
    return new ApiParams(typeof value === 'object' && value !== null ? { ...value } : {});
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined;
  }
}
