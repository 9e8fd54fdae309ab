import type { HomeAddress } from '../config/config.ts';
import { exchange, type HomeAnswer } from './exchange.ts';

/** Posts a form to a home; throws as `exchange` does. */
export function postForm(
  home: HomeAddress,
  path: string,
  fields: Readonly<Record<string, string>>,
  patienceMs?: number,
): Promise<HomeAnswer> {
  return exchange(home, {
    method: 'POST',
    path,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    ...(patienceMs !== undefined && { patienceMs }),
  });
}
