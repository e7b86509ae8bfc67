/** The OpenAPI 3.1 document, made from the declared routes. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { routes } from '../all.ts';
import { mountedOperations } from './mounted.ts';
import { operationOf } from './operation.ts';

export function openApiDocument() {
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono();
  openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'bangtin_session',
    description: 'Set by POST /api/session; behind TLS its name begins with `__Host-`.',
  });
  openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of POST /api/tokens; acts as the person who made it.',
  });
  for (const operation of [...routes.map(operationOf), ...mountedOperations]) {
    openAPIRegistry.registerPath(operation);
  }
  return getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Bảng Tin',
      version: '1',
      description:
        'Digital signage and school broadcast. Errors are RFC 9457 problem details with a stable ' +
        '`code`, worded in the asker’s language. `x-access` of an operation says who may call it.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { token: [] }],
  });
}

/** As it is committed: one text for one document, so that a change shows as a small difference. */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`;
}
