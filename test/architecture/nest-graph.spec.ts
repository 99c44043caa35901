import ts from 'typescript';
import { callsOf, nodesIn, sourcesIn, valuesOf } from './source-tree.js';

const sources = sourcesIn('src/**/*.ts');
const outsidePlatform = sources.filter(({ file }) => !file.startsWith('src/platform/'));

const isText = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

describe('the graph of Nest modules', () => {
  it('has global modules in the platform only', () => {
    const globals = outsidePlatform.filter(
      ({ tree }) =>
        callsOf(tree, 'Global').length > 0 || valuesOf(tree, 'global').some((value) => value.kind !== ts.SyntaxKind.FalseKeyword),
    );
    expect(globals.map(({ file }) => file)).toEqual([]);
  });

  it('has no texts for tokens: what is injected is a class or a symbol', () => {
    const texts = sources.flatMap(({ file, tree }) => {
      const injected = callsOf(tree, 'Inject').flatMap((call) => [...call.arguments]);
      const provided = ['provide', 'useExisting'].flatMap((name) => valuesOf(tree, name));
      const listed = valuesOf(tree, 'inject').flatMap((list) => (ts.isArrayLiteralExpression(list) ? [...list.elements] : []));
      return [...injected, ...provided, ...listed].filter(isText).map((token) => ({ file, token: token.getText() }));
    });
    expect(texts).toEqual([]);
  });

  it('asks the container for nothing by a text', () => {
    const asked = outsidePlatform.flatMap(({ file, tree }) =>
      [...callsOf(tree, 'get'), ...callsOf(tree, 'resolve')]
        .filter((call) => /\b(app|moduleRef|context)\.(get|resolve)$/.test(call.expression.getText()))
        .filter((call) => call.arguments[0] !== undefined && isText(call.arguments[0]))
        .map((call) => ({ file, call: call.getText() })),
    );
    expect(asked).toEqual([]);
  });

  it('has one dependency injected into each constructor parameter by class or by @Inject', () => {
    const untyped = sources.flatMap(({ file, tree }) =>
      nodesIn(tree, ts.isConstructorDeclaration)
        .filter(({ parent }) => ts.canHaveDecorators(parent) && (ts.getDecorators(parent) ?? []).length > 0)
        .flatMap((constructor) => [...constructor.parameters])
        .filter(
          (parameter) => (ts.getDecorators(parameter) ?? []).length === 0 && !(parameter.type && ts.isTypeReferenceNode(parameter.type)),
        )
        .map((parameter) => ({ file, parameter: parameter.getText() })),
    );
    expect(untyped).toEqual([]);
  });
});
