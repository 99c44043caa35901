/** `name=value` joined by `&`, as in an address or a form. */
export function queryText(params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
}

/** `path?name=value&…`; the path alone where there is nothing to ask it. */
export function addressOf(path: string, params: Readonly<Record<string, unknown>>): string {
  const query = queryText(params);
  return query === '' ? path : `${path}?${query}`;
}
