import type { IncomingHttpHeaders } from 'node:http';
import { SECOND } from '../core/clock.ts';

/**
 * How long an answer is fresh by its own headers, in milliseconds (RFC 9111 sections 4.2.1 and 5);
 * undefined when they do not say.
 */
export function freshFor(headers: IncomingHttpHeaders): number | undefined {
  const directives = (headers['cache-control'] ?? '').toLowerCase().split(/\s*,\s*/);
  if (directives.includes('no-store') || directives.includes('no-cache')) return 0;
  const maxAge = directives.flatMap((one) => /^max-age="?(\d{1,10})"?$/.exec(one)?.[1] ?? [])[0];
  if (maxAge !== undefined) {
    const age = /^\d{1,10}$/.exec(headers.age ?? '')?.[0] ?? '0';
    return Math.max(0, Number(maxAge) - Number(age)) * SECOND;
  }
  if (headers.expires === undefined) return undefined;
  const life = Date.parse(headers.expires) - Date.parse(headers.date ?? '');
  return life > 0 ? life : 0;
}
