import ts from 'typescript';
import { JOB_CATALOGUE } from '../../src/platform/queue/job-catalogue.js';
import { callsOf, nodesIn, type Source, sourcesIn, valuesOf } from './source-tree.js';

const JOBS = Object.keys(JOB_CATALOGUE).sort();
const workers = sourcesIn('src/**/*.worker.ts');

/** Job names in the `handlers` of a worker. */
function handledIn({ tree }: Source): string[] {
  return nodesIn(tree, ts.isPropertyDeclaration)
    .filter((property) => property.name.getText() === 'handlers')
    .flatMap((property) =>
      property.initializer && ts.isObjectLiteralExpression(property.initializer) ? [...property.initializer.properties] : [],
    )
    .map((handler) => (handler.name && ts.isStringLiteral(handler.name) ? handler.name.text : handler.getText()));
}

function textOf(expression: ts.Expression | undefined): string | undefined {
  return expression && ts.isStringLiteral(expression) ? expression.text : expression?.getText();
}

describe('jobs', () => {
  it('are handled by exactly one worker each, and no worker handles one that is not in the catalogue', () => {
    expect(workers.flatMap(handledIn).sort()).toEqual(JOBS);
  });

  it('are handled in the queue the catalogue puts them in', () => {
    for (const worker of workers) {
      const queue = textOf(callsOf(worker.tree, 'Processor').flatMap((processor) => valuesOf(processor, 'name'))[0]);
      for (const job of handledIn(worker))
        expect({ job, queue }).toEqual({ job, queue: (JOB_CATALOGUE as Record<string, { queue: string }>)[job]?.queue });
    }
  });

  it('can each be hinted from what is pending in the database, should every job be lost', () => {
    const registered = workers.flatMap(({ tree }) => callsOf(tree, 'add').flatMap((call) => valuesOf(call, 'job'))).map(textOf);
    expect(registered.sort()).toEqual(JOBS);
  });

  it('are hinted under names of the catalogue, each by somebody', () => {
    const hinted = sourcesIn('src/modules/**/*.ts').flatMap(({ tree }) => callsOf(tree, 'hint').map((call) => textOf(call.arguments[0])));
    expect([...new Set(hinted)].sort()).toEqual(JOBS);
  });

  it('are handled in files that say so', () => {
    const elsewhere = sourcesIn('src/**/*.ts').filter(
      ({ file, tree }) => callsOf(tree, 'Processor').length > 0 && !file.endsWith('.worker.ts'),
    );
    expect(elsewhere.map(({ file }) => file)).toEqual([]);
  });
});
