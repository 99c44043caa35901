import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TAGGED } from './entity-tag.js';

/** The id of an operation in the document, and in the record of who did what. */
export function operationIdOf(controller: string, method: string): string {
  return `${controller.replace(/Controller$/, '')}_${method}`;
}

/** OpenAPI 3.1 from the controllers; addresses served outside them are added by hand in `more`. */
export function createDocument(app: NestFastifyApplication, version: string, more: OpenAPIObject['paths']): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Cunbo 村播账本')
    .setDescription(
      'Money is integer fen (`…Fen`). Times are ISO 8601 with offset, days are Asia/Shanghai. Errors are RFC 9457 problem+json.',
    )
    .setVersion(version)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .addCookieAuth('cunbo_session')
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('cookie')
    .build();
  const document = SwaggerModule.createDocument(app, builder, { operationIdFactory: operationIdOf });
  for (const operation of operationsOf(document)) describeTag(operation);
  return { ...document, paths: { ...document.paths, ...more } };
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

function operationsOf({ paths }: OpenAPIObject): Operation[] {
  return Object.values(paths).flatMap(({ get, post, put, patch }) => [get, post, put, patch].filter((one) => one !== undefined));
}

function describeTag(operation: Operation): void {
  if (!(TAGGED in operation)) return;
  const headers = { ETag: { description: 'Of this state, for `If-Match`', schema: { type: 'string' } } } as const;
  for (const [status, response] of Object.entries(operation.responses))
    if (/^2/.test(status) && response !== undefined) Object.assign(response, { headers });
}
