import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

export interface Source {
  readonly file: string;
  readonly tree: ts.SourceFile;
}

/** The program's own sources, without its specs. */
export function sourcesIn(pattern: string): Source[] {
  return globSync(pattern)
    .filter((file) => !/\.(int-|e2e-)?spec\.ts$/.test(file))
    .map((file) => ({ file, tree: ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true) }));
}

/** Every node of the tree that is of the kind asked for. */
export function nodesIn<Kind extends ts.Node>(tree: ts.Node, isOfKind: (node: ts.Node) => node is Kind): Kind[] {
  const found: Kind[] = [];
  const visit = (node: ts.Node): void => {
    if (isOfKind(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Calls of `name(…)`, decorators included. */
export function callsOf(tree: ts.Node, name: string): ts.CallExpression[] {
  return nodesIn(tree, ts.isCallExpression).filter(({ expression }) => expression.getText().split('.').at(-1) === name);
}

/** Values given to properties of this name in object literals. */
export function valuesOf(tree: ts.Node, name: string): ts.Expression[] {
  return nodesIn(tree, ts.isPropertyAssignment)
    .filter((property) => property.name.getText() === name)
    .map((property) => property.initializer);
}
