const STEPS: Readonly<Record<string, { readonly rows: number; readonly columns: number } | undefined>> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
};

/** Arrow keys lead from one link or figure of a table to its neighbours; what has none stays. */
export function walkTable(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const here = event.target;
  if (step === undefined || !(here instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
  const row = here.closest('tr');
  const table = here.closest('table');
  if (row === null || table === null) return;
  const rows = [...table.querySelectorAll('tr')].filter((one) => stopsOf(one).length > 0);
  const stops = stopsOf(row);
  const column = stops.indexOf(here);
  const next = rows[rows.indexOf(row) + step.rows];
  const stop = next === undefined ? undefined : stopsIn(next, column + step.columns, stops.length);
  if (stop === undefined) return;
  stop.focus();
  event.preventDefault();
}

/** Rows may have unlike many stops: a head has no name. They agree from the right. */
function stopsIn(row: Element, column: number, of: number): HTMLElement | undefined {
  const stops = stopsOf(row);
  return stops[column + stops.length - of] ?? (column < of && column >= 0 ? stops[0] : undefined);
}

function stopsOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('a[href], button')];
}
