import multipart from '@fastify/multipart';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    takesForms?: boolean;
  }
}

/** For the few addresses to which files are uploaded as forms (multipart/form-data); everywhere else these are refused with 415. */
export const TakesForms = (): MethodDecorator => RouteConfig({ takesForms: true });

export async function prepareForms(app: NestFastifyApplication): Promise<void> {
  await app.register(multipart);
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const isForm = /^\s*multipart\//i.test(request.headers['content-type'] ?? '');
    if (!isForm || request.routeOptions.config.takesForms === true) return done(null, payload);
    done(Object.assign(new Error('Forms are not taken here.'), { statusCode: 415 }));
  });
}
