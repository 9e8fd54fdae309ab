import fc from '../../support/fast-check.ts';
import { nastyHeader, nastyJson, nastyName, nastyText } from './nasty.ts';
import { TEMPLATES } from './templates.ts';

/** One way to bend a list of fields, or the members of a JSON body. */
export type Bend =
  | { readonly kind: 'drop' | 'repeat' | 'break'; readonly at: number }
  | { readonly kind: 'replace'; readonly at: number; readonly text: string }
  | { readonly kind: 'rename'; readonly at: number; readonly name: string }
  | { readonly kind: 'add'; readonly name: string; readonly text: string };

/** A request that somebody might send: a template and what is wrong with it. */
export interface Plan {
  readonly template: number;
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly bends: readonly Bend[];
  readonly headers: readonly (readonly [string, string])[];
  /** Instead of the template's own body. */
  readonly body: string | undefined;
  readonly contentType: string | undefined;
}

const place = fc.nat({ max: 30 });
const bend: fc.Arbitrary<Bend> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop', 'repeat', 'break'), at: place }),
  fc.record({ kind: fc.constant('replace'), at: place, text: nastyText }),
  fc.record({ kind: fc.constant('rename'), at: place, name: nastyName }),
  fc.record({ kind: fc.constant('add'), name: nastyName, text: nastyText }),
);

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

/** Plans for requests; most stay close to something valid, where the deeper code is. */
export const plans: fc.Arbitrary<Plan> = fc.record({
  template: fc.nat({ max: TEMPLATES.length - 1 }),
  method: rarely(
    fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'),
  ),
  path: rarely(
    fc.constantFrom('/', '%2e%2e/', '/%00', '/%ff', '//', ';x=1', '?', '?a=%zz', '#', '.json', '%'),
  ),
  bends: fc.array(bend, { maxLength: 3 }),
  headers: fc.array(nastyHeader, { maxLength: 2 }),
  body: rarely(
    fc.oneof(
      nastyJson,
      nastyText,
      fc.constantFrom(9_000, 20_000, 70_000).map((length) => 'a=b&'.repeat(length / 4)),
    ),
  ),
  contentType: rarely(
    fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'application/json;\tcharset=utf-8',
      'Application/JSON ',
      'text/plain',
      'application/json, text/plain',
      'multipart/form-data; boundary=a',
      'application/vnd.api+json',
      '/',
      'x',
    ),
  ),
});
