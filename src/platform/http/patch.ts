/** The fields a PATCH body names. `null` is a value (it clears), absence is not. */
export function definedOnly<Changes extends object>(changes: Changes): { [Field in keyof Changes]?: Exclude<Changes[Field], undefined> } {
  const named = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(named) as { [Field in keyof Changes]?: Exclude<Changes[Field], undefined> };
}
