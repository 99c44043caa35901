// Blank and invisible characters, full-width ones included: what a spreadsheet skips before it looks whether a formula begins.
const BLANKS = '[\\s\\u0000-\\u001f\\u00a0\\u00ad\\u200b-\\u200f\\u2028-\\u202f\\u2060\\u3000\\ufeff]*';
const OPENS_FORMULA = new RegExp(`^${BLANKS}[=+\\-@＝＋－﹢﹣＠﹦﹫]`, 'u');
const OPENS_WITH_CONTROL = /^[\t\r\n]/;

/** Text as no spreadsheet will take it for a formula: names are typed by people, and files are opened by others. */
export function withoutFormula(text: string): string {
  return OPENS_FORMULA.test(text) || OPENS_WITH_CONTROL.test(text) ? `'${text}` : text;
}
