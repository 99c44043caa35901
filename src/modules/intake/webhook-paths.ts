import type { OpenAPIObject } from '@nestjs/swagger';
import { ADAPTERS } from './platforms/index.js';

const PARAMETERS = [
  { name: 'platform', in: 'path' as const, required: true, schema: { type: 'string' as const, enum: Object.keys(ADAPTERS) } },
  { name: 'shopId', in: 'path' as const, required: true, schema: { type: 'string' as const } },
];
const REFUSALS = {
  401: { description: 'Not signed by the shop’s platform, or too long ago; nothing stored' },
  404: { description: 'Unknown shop, or not at this address' },
};

/** The door's part of the OpenAPI document: it is no controller. */
export const WEBHOOK_PATHS: OpenAPIObject['paths'] = {
  '/webhooks/{platform}/{shopId}': {
    get: {
      operationId: 'Webhook_greet',
      tags: ['webhooks'],
      summary: 'The handshake of a platform that shakes hands (weixin): the echo text, if it is signed with the shop’s token.',
      security: [],
      parameters: PARAMETERS,
      responses: { 200: { description: 'The echo text as it came' }, ...REFUSALS },
    },
    post: {
      operationId: 'Webhook_receive',
      tags: ['webhooks'],
      summary:
        'A signed push of a shop platform, in the platform’s own form and answered with its own acknowledgement. `standard`: the canonical event by Standard Webhooks (headers webhook-id, webhook-timestamp, webhook-signature); also of any shop that has a bridgeSecret.',
      security: [],
      parameters: PARAMETERS,
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
      responses: {
        200: { description: 'Committed, or already known (platforms; the body is what the platform waits for)' },
        204: { description: 'Committed, or already known (standard)' },
        400: { description: 'Signed but not JSON; kept in quarantine (standard)' },
        ...REFUSALS,
        413: { description: 'Larger than 1 MiB' },
        429: { description: 'This shop pushes too fast; nothing stored; see Retry-After' },
        503: { description: 'Intake is behind; nothing stored; see Retry-After' },
      },
    },
  },
};
