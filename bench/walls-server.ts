// The server of this installation with one wall or both taken away: what they cost is the difference. Only the bench can start it so.
import 'reflect-metadata';
import type { FastifyRequest } from 'fastify';
import type { ExecutionContext } from '@nestjs/common';
import type { Principal, Scope } from '../src/platform/database/index.js';
import { built } from './product.ts';

const { readConfig } = await built('platform/config/index.js');
const { openInstallation } = await built('platform/database/index.js');
const { createHttpServer } = await built('http-server.js');
const { AccessGuard } = await built('modules/accounts/index.js');

const config = readConfig(process.env);
const { access, secretKey } = await openInstallation(config, 'own', () => undefined);
const hasRowSecurity = process.env.BENCH_ROW_SECURITY === '1';
const app = await createHttpServer({
  config,
  access: { url: (role) => (role === 'app' && !hasRowSecurity ? (config.databaseUrl ?? '') : access.url(role)) },
  secretKey,
});
if (process.env.BENCH_GUARD === '0')
  app.get(AccessGuard).canActivate = (context: ExecutionContext) => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.principal = someone(String(request.headers['x-bench-division'] ?? ''));
    return Promise.resolve(true);
  };
await app.listen(config.port, '127.0.0.1');
process.on('message', () => process.send?.({ isReady: true }));

function someone(codePrefix: string): Principal {
  const scope: Scope = codePrefix === '' ? { kind: 'all' } : { kind: 'division', codePrefix };
  return { kind: 'account', accountId: '1', username: 'bench', role: codePrefix === '' ? 'operator' : 'bureau', scope, isReadOnly: false };
}
