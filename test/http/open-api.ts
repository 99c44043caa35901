import type { TestApp } from '../support/test-app.js';
import type { Method } from './outside-program.js';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
}

interface DocumentedOperation {
  readonly operationId: string;
  readonly 'x-area'?: string;
  readonly 'x-id-of'?: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Operation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly isOpenToAll: boolean;
  /** What it is about, which says who may use it; null: it does not say so. */
  readonly area: string | null;
  /** Whose id stands in the path; null: nobody's. */
  readonly idOf: string | null;
  /** It goes on answering for as long as somebody listens. */
  readonly isStream: boolean;
  /** With its references replaced; null where the operation takes no body. */
  readonly body: Schema | null;
}

/** Every operation the served document tells of. */
export async function readOperations(server: TestApp): Promise<Operation[]> {
  const document = (await server.request('GET', '/api/openapi.json')).body as Document;
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([
        method,
        { operationId, 'x-area': area = null, 'x-id-of': idOf = null, parameters = [], security, requestBody, responses },
      ]): Operation => {
        const schema = requestBody?.content['application/json']?.schema;
        const body = schema === undefined ? null : resolved(schema, document);
        const isOpenToAll = security?.every((requirement) => Object.keys(requirement).length === 0) ?? false;
        return {
          id: operationId,
          method: method.toUpperCase() as Method,
          path,
          parameters,
          isOpenToAll,
          area,
          idOf: /\{(id|orderId)\}/.test(path) ? idOf : null,
          isStream: Object.hasOwn(responses?.['200']?.content ?? {}, 'text/event-stream'),
          body,
        };
      },
    ),
  );
}

function resolved(schema: Schema, document: Document): Schema {
  const name = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.split('/').at(-1);
  const whole = name === undefined ? schema : (document.components.schemas[name] ?? schema);
  const properties = Object.entries(whole.properties ?? {}).map(([field, child]) => [field, resolved(child, document)] as const);
  const items = whole.items === undefined ? {} : { items: resolved(whole.items, document) };
  return { ...whole, ...items, ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }) };
}

/** The path with its parameters filled in; what is not given stands as `1`. */
export function fillPath(path: string, values: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? '1');
}
