import type { OpenAPIObject } from '@nestjs/swagger';

/** The door's part of the OpenAPI document: it is no controller. */
export const WEBHOOK_PATHS: OpenAPIObject['paths'] = {
  '/webhooks/{platform}/{shopId}': {
    post: {
      operationId: 'Webhook_receive',
      tags: ['webhooks'],
      summary:
        'A signed push of a shop platform. Platform `standard`: the canonical event, signed by Standard Webhooks (headers webhook-id, webhook-timestamp, webhook-signature).',
      security: [],
      parameters: [
        { name: 'platform', in: 'path', required: true, schema: { type: 'string', enum: ['standard'] } },
        { name: 'shopId', in: 'path', required: true, schema: { type: 'string' } },
      ],
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
      responses: {
        204: { description: 'Committed, or already known' },
        400: { description: 'Signed but not JSON; kept in quarantine' },
        401: { description: 'Bad or stale signature; nothing stored' },
        404: { description: 'Unknown shop' },
        413: { description: 'Larger than 1 MiB' },
        429: { description: 'Too many; see Retry-After' },
        503: { description: 'Intake is behind; see Retry-After' },
      },
    },
  },
};
