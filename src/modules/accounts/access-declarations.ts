import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS, IS_PUBLIC } from '../../platform/http/index.js';

/** The program does not start while an endpoint has not said who may use it. */
@Injectable()
export class AccessDeclarations implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const undeclared = this.discovery.getControllers().flatMap(({ instance, metatype }) => this.undeclaredIn(instance as object, metatype));
    if (undeclared.length > 0)
      throw new Error(`Nobody has said who may use ${undeclared.join(', ')}: @Access(area) or @Public() is missing.`);
  }

  private undeclaredIn(controller: object, metatype: unknown): string[] {
    const prototype = Object.getPrototypeOf(controller) as Record<string, unknown>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function' || !isEndpoint(handler) || typeof metatype !== 'function') return [];
      const isDeclared = [ACCESS, IS_PUBLIC].some(
        (key) => this.reflector.getAllAndOverride<unknown>(key, [handler, metatype]) !== undefined,
      );
      return isDeclared ? [] : [`${metatype.name}.${name}`];
    });
  }
}

function isEndpoint(handler: object): boolean {
  return (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined) !== undefined;
}
