import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A statement and the source file it stands in. */
export interface Statement {
  readonly file: string;
  readonly sql: string;
}

const LOOKS_LIKE_SQL = /^\s*(select|insert|update|delete|with|truncate|lock|alter|analyze|vacuum|copy|call|do|table)\b/i;

/** Every statement in .sql files and in the strings of .ts files; comments do not count. */
export function statementsIn(...patterns: readonly string[]): Statement[] {
  return patterns.flatMap((pattern) =>
    globSync(pattern)
      .filter((file) => !/\.(int-|e2e-)?spec\.ts$/.test(file))
      .flatMap((file) => textsOf(file).map((sql) => ({ file, sql: withoutComments(sql) }))),
  );
}

function textsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.sql') ? [text] : stringsOf(text).filter((string) => LOOKS_LIKE_SQL.test(string));
}

/** Strings and templates of a program; what a template computes reads as a blank. */
function stringsOf(program: string): string[] {
  const strings: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) strings.push(node.text);
    if (ts.isTemplateExpression(node)) strings.push([node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' '));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', program, ts.ScriptTarget.Latest));
  return strings;
}

function withoutComments(sql: string): string {
  return sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
}

export type Access = 'reads' | 'writes';

/** The tables a statement names where a table stands, and what it does to them. */
export function tablesIn(sql: string, tables: readonly string[]): Map<string, Access> {
  const found = new Map<string, Access>();
  const note = (names: string, access: Access): void => {
    for (const name of names.match(/\w+/g) ?? []) if (tables.includes(name) && found.get(name) !== 'writes') found.set(name, access);
  };
  for (const [, name = ''] of sql.matchAll(
    /\b(?:insert\s+into|delete\s+from|update|truncate(?:\s+table)?|alter\s+table|copy)\s+(?:only\s+)?(\w+)/gi,
  ))
    note(name, 'writes');
  for (const [, names = ''] of sql.matchAll(
    /\b(?:from|join|using|table|analyze|vacuum)\s+(?:only\s+|lateral\s+)?(\w+(?:(?:\s+as)?(?:\s+(?!where\b|join\b|on\b|left\b|cross\b|order\b|limit\b)\w+)?\s*,\s*\w+)*)/gi,
  ))
    note(names, 'reads');
  return found;
}
