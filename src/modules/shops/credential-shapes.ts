import { Injectable } from '@nestjs/common';
import type { FieldFault } from '../../kernel/domain-error.js';
import { InputError } from '../../platform/http/index.js';
import type { Credentials, CredentialShape } from './credential-shape.js';
import { doorOf, type Platform } from './platforms.js';
import { isVerificationKey, signingKey } from './signing-secret.js';

const MAX_LENGTH = 4_000;

/** Any shop may also be told of by a bridge or an ERP, which signs by Standard Webhooks and delivers at /webhooks/standard/{id}. */
const BRIDGE: CredentialShape = {
  bridgeSecret: {
    isRequired: false,
    description: 'Standard Webhooks secret (whsec_…) of a bridge that delivers canonical events of this shop to /webhooks/standard/{id}',
    isSound: (value) => signingKey(value) !== null,
  },
};

const SECRET = 'Standard Webhooks secret: whsec_ and 24 to 64 bytes in base64, or whpk_ and the 32 bytes of an ed25519 public key';

const STANDARD: CredentialShape = {
  secret: { isRequired: true, description: SECRET, isSound: isVerificationKey },
  previousSecret: { isRequired: false, description: `${SECRET}; accepted beside secret during a rotation`, isSound: isVerificationKey },
};

/** What each platform's credentials must hold. The platforms' adapters say it at start; here it is checked. */
@Injectable()
export class CredentialShapes {
  private readonly shapes = new Map<string, CredentialShape>([['standard', STANDARD]]);

  has(door: string): boolean {
    return this.shapes.has(door);
  }

  add(door: string, shape: CredentialShape): void {
    this.shapes.set(door, { ...shape, ...BRIDGE });
  }

  /** As `require`, but nothing is required: what is not given is the app's. */
  requirePart(platform: Platform, given: unknown): Credentials {
    return this.check(platform, given, false);
  }

  /** The given fields if all are sound; else an error with a pointer for each that is not. */
  require(platform: Platform, given: unknown): Credentials {
    return this.check(platform, given, true);
  }

  private check(platform: Platform, given: unknown, isWhole: boolean): Credentials {
    const shape = this.shapes.get(doorOf(platform) ?? '') ?? {};
    if (!isObject(given)) throw InputError.field('/credentials', 'isObject', `must be an object with ${describe(shape)}`);
    const present = Object.entries(given).filter((entry) => entry[1] !== null && entry[1] !== undefined);
    const faults = [
      ...present.flatMap(([name, value]) => faultOf(shape, name, value)),
      ...(isWhole ? missing(shape, new Set(present.map(([name]) => name))) : []),
    ];
    if (faults.length > 0) throw InputError.fields(faults);
    return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function faultOf(shape: CredentialShape, name: string, value: unknown): FieldFault[] {
  const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
  const pointer = `/credentials/${name.slice(0, 60).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (field === undefined) return [{ pointer, code: 'whitelistValidation', detail: `is not one of ${Object.keys(shape).join(', ')}` }];
  const isSound = typeof value === 'string' && value.length <= MAX_LENGTH && field.isSound(value);
  return isSound ? [] : [{ pointer, code: 'credentials.field', detail: `must be: ${field.description}` }];
}

function missing(shape: CredentialShape, present: ReadonlySet<string>): FieldFault[] {
  return Object.entries(shape)
    .filter(([name, field]) => field.isRequired && !present.has(name))
    .map(([name, field]) => ({
      pointer: `/credentials/${name}`,
      code: 'credentials.required',
      detail: `is required: ${field.description}`,
    }));
}

function describe(shape: CredentialShape): string {
  const required = Object.entries(shape).filter(([, field]) => field.isRequired);
  return required.map(([name, field]) => `${name} (${field.description})`).join(', ') || 'the secrets of the platform';
}
