import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS, type Area, ID_OF, IS_PUBLIC } from '../../platform/http/index.js';

/** What lies in these belongs to no merchant: whoever may ask may ask for all of it, or for what is its own. */
const NOBODYS: readonly Area[] = [
  'own-account',
  'rules',
  'accounts',
  'audit',
  'invitations',
  'applications',
  'county-watch',
  'bulletins',
  'reports',
  'campaigns',
];

interface Endpoint {
  readonly name: string;
  readonly path: string;
  /** What was said of it: at the method or at its class. */
  readonly said: <Value>(key: string) => Value | undefined;
}

/** The program does not start while an endpoint has not said who may use it, or whose id stands in its address. */
@Injectable()
export class AccessDeclarations implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const undeclared = this.endpoints().filter((endpoint) => !isDeclared(endpoint));
    if (undeclared.length === 0) return;
    const names = undeclared.map(({ name }) => name).join(', ');
    throw new Error(`Nobody has said who may use ${names}: @Access(area) or @Public() is missing, or @IdOf(…) for the id in the address.`);
  }

  private endpoints(): Endpoint[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name];
        if (typeof handler !== 'function' || !isEndpoint(handler) || typeof metatype !== 'function') return [];
        const places = [handler, metatype];
        return {
          name: `${metatype.name}.${name}`,
          path: `${pathOf(metatype)}/${pathOf(handler)}`,
          said: <Value>(key: string) => this.reflector.getAllAndOverride<Value | undefined>(key, places),
        };
      });
    });
  }
}

function isDeclared({ said, path }: Endpoint): boolean {
  if (said<boolean>(IS_PUBLIC) === true) return true;
  const area = said<Area>(ACCESS);
  if (area === undefined) return false;
  const namesSomething = /:(id|orderId)\b/.test(path);
  return !namesSomething || NOBODYS.includes(area) || said(ID_OF) !== undefined;
}

function isEndpoint(handler: object): boolean {
  return (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined) !== undefined;
}

function pathOf(place: object): string {
  const path = Reflect.getMetadata(PATH_METADATA, place) as string | string[] | undefined;
  return [path ?? ''].flat().join('/');
}
