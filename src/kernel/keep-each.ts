/** Keeps what comes, each while the next is being made: in order, never two at once and never more than one waiting. */
export async function keepEach<Item>(source: AsyncIterable<Item>, keep: (item: Item) => Promise<void>): Promise<void> {
  let keeping = Promise.resolve();
  try {
    for await (const item of source) {
      await keeping;
      keeping = keep(item);
      // Heard at the next await; until then nobody listens.
      keeping.catch(() => undefined);
    }
  } finally {
    await keeping;
  }
}
