import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** What an endpoint is about, for whoever may use it. Which role may read or write an area stands with the accounts. */
export const AREAS = [
  'own-account',
  'figures',
  'campaigns',
  'county-watch',
  'merchants',
  'catalogue',
  'sales',
  'sessions',
  'readings',
  'shops',
  'intake',
  'review',
  'rules',
  'accounts',
  'invitations',
  'applications',
  'audit',
  'system',
  'reports',
  'bulletins',
] as const;
export type Area = (typeof AREAS)[number];
export type Permission = `${Area}.${'read' | 'write'}`;
export const PERMISSIONS: readonly Permission[] = AREAS.flatMap((area): Permission[] => [`${area}.read`, `${area}.write`]);

export const ACCESS = 'cunbo:access';

/**
 * Every endpoint says what it is about, its controller for all of them or each for itself; one that does not, and is not public, keeps the
 * program from starting. GET asks for `area.read`, everything else for `area.write`. The OpenAPI document says so as `x-area`.
 */
export const Access = (area: Area): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ACCESS, area), ApiExtension('x-area', area));

export function permissionFor(area: Area, method: string): Permission {
  return `${area}.${isSafeMethod(method) ? 'read' : 'write'}`;
}

/** By which nothing is changed. */
export function isSafeMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
