/** Page after page, as each names the next one, until one names none: null or empty. */
export async function* cursorPages(
  askPage: (cursor: string, page: number) => Promise<unknown>,
  nextIn: (answer: unknown) => unknown,
): AsyncGenerator<unknown, void> {
  let cursor = '';
  for (let page = 1; ; page += 1) {
    const answer = await askPage(cursor, page);
    yield answer;
    const next = nextIn(answer);
    // A page that names itself as the next one would be asked for without end.
    if (typeof next !== 'string' || next === '' || next === cursor) return;
    cursor = next;
  }
}
