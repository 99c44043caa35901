import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Answers of the API are no pages: nothing in them may ever be loaded or run, whatever a browser takes them for. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * Scripts are files of ours, and so are styles. The chart library and Swagger UI set style attributes, which can run nothing; browsers that
 * do not tell attributes from elements (Safari before 15.4, Firefox before 108) need the wider word for both.
 */
function pagePolicy(moreStyles: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    ['style-src-elem', "'self'", ...moreStyles].join(' '),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const PAGE = pagePolicy();

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
};

const A_YEAR_AND_SUBDOMAINS = 'max-age=31536000; includeSubDomains';

/** Headers every answer carries; Cross-Origin Resource Sharing is nowhere allowed, so its headers are none of them. */
export function safeHeaders(request: FastifyRequest, reply: FastifyReply, payload: unknown): Record<string, string> {
  const isData = isOfTheApi(request);
  return {
    ...EVERYWHERE,
    'content-security-policy': isData ? policyOf(reply, payload) : PAGE,
    // What was asked for over TLS stays with TLS; over HTTP the header means nothing, and browsers ignore it.
    ...(request.protocol === 'https' ? { 'strict-transport-security': A_YEAR_AND_SUBDOMAINS } : {}),
    ...(isData && !reply.hasHeader('cache-control') ? { 'cache-control': 'no-store' } : {}),
  };
}

/** By the route that was found; an address that leads nowhere is the page's own. */
function isOfTheApi(request: FastifyRequest): boolean {
  return /^\/(api|webhooks|health|metrics)(\/|$)/.test(request.routeOptions.url ?? request.url);
}

/** The documentation is a page among the API's addresses; its one style element is known by its hash. */
function policyOf(reply: FastifyReply, payload: unknown): string {
  const isPage = String(reply.getHeader('content-type') ?? '').startsWith('text/html');
  if (!isPage || typeof payload !== 'string') return NOTHING;
  return pagePolicy([...payload.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style = '']) => `'sha256-${sha256(style)}'`));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
