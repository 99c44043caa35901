/** Reading answers field by field: an answer of another shape than the contract's fails with the name of what is missing. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`Expected an object with ${name}, got ${JSON.stringify(value)}`);
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

export function textField(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  if (typeof field !== 'string') throw new Error(`Expected text in ${name}, got ${JSON.stringify(field)} in ${JSON.stringify(value)}`);
  return field;
}

export function listField(value: unknown, name: string): readonly unknown[] {
  const field: unknown = fieldOf(value, name);
  if (!Array.isArray(field)) throw new Error(`Expected a list in ${name}, got ${JSON.stringify(field)} in ${JSON.stringify(value)}`);
  return field;
}
