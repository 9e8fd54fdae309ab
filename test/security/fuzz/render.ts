import type { Bend, Plan } from './mutations.ts';
import type { WireRequest } from './pipelines.ts';
import type { Planted } from './planted.ts';
import { TEMPLATES } from './templates.ts';

type Pair = [string, string];

const FORM = 'application/x-www-form-urlencoded';

/** A plan as bytes: whatever is wrong with it, its framing is right, so that others may follow it. */
export function render(plan: Plan, planted: Planted): WireRequest {
  const template = TEMPLATES[plan.template]?.(planted);
  if (template === undefined) throw new Error('a plan names a template that is not there');
  const method = plan.method ?? template.method;
  const query = encode(template.query, template.query === undefined ? [] : plan.bends);
  const path = `${template.path}${plan.path ?? ''}${query === '' ? '' : `?${query}`}`;
  const body = bodyOf(plan, template);
  const type = plan.contentType ?? (template.json === undefined ? FORM : 'application/json');

  const headers: Pair[] = [
    ['Host', planted.host],
    ...Object.entries(template.headers ?? {}),
    ...(body === undefined ? [] : [['Content-Type', type] satisfies Pair]),
  ];
  for (const [name, value] of plan.headers) {
    // Half of them in the place of what was there, half besides it.
    const at = headers.findIndex(([one]) => one === name);
    const pair: Pair = [name, value];
    if (at >= 0 && value.length % 2 === 0) headers[at] = pair;
    else headers.push(pair);
  }
  const sent = Buffer.from(body ?? '', 'utf8');
  if (body !== undefined) headers.push(['Content-Length', String(sent.length)]);
  const lines = headers.map(([name, value]) => `${name}: ${headerText(value)}`);
  return {
    bytes: Buffer.concat([
      Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1'),
      sent,
    ]),
    head: method === 'HEAD',
  };
}

function bodyOf(plan: Plan, template: { form?: object; json?: unknown }): string | undefined {
  if (plan.body !== undefined) return plan.body;
  if (template.form !== undefined) return encode(template.form, plan.bends);
  return template.json === undefined
    ? undefined
    : JSON.stringify(bendJson(structuredClone(template.json), plan.bends));
}

function encode(fields: object | undefined, bends: readonly Bend[]): string {
  const pairs = Object.entries(fields ?? {}).map(([name, value]): Pair => {
    return [escapeText(name), escapeText(String(value))];
  });
  for (const one of bends) {
    if (one.kind === 'add') {
      pairs.push([escapeText(one.name), escapeText(one.text)]);
      continue;
    }
    const at = pairs.length === 0 ? -1 : one.at % pairs.length;
    const pair = pairs[at];
    if (pair === undefined) continue;
    if (one.kind === 'drop') pairs.splice(at, 1);
    if (one.kind === 'repeat') pairs.push([...pair]);
    if (one.kind === 'break') pair[1] += ['%', '%zz', '%ff', '%c3', '%u0041', '%00'][one.at % 6];
    if (one.kind === 'replace') pair[1] = escapeText(one.text);
    if (one.kind === 'rename') pair[0] = escapeText(one.name);
  }
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

/** Bends members wherever they lie: the place counts through the whole tree. */
function bendJson(root: unknown, bends: readonly Bend[]): unknown {
  for (const one of bends) {
    const places = membersOf(root);
    const at = one.kind === 'add' ? places[0] : places[one.at % Math.max(places.length, 1)];
    if (at === undefined) continue;
    const { holder, key } = at;
    if (one.kind === 'add') define(holder, one.name, one.text);
    if (one.kind === 'replace') define(holder, key, one.text);
    if (one.kind === 'rename') define(holder, one.name, holder[key]);
    if (one.kind === 'drop' || one.kind === 'rename') delete holder[key];
    if (one.kind === 'repeat') define(holder, key, [holder[key], holder[key]]);
    if (one.kind === 'break') define(holder, key, [null, 0, -1, 1e308, {}, [], true][one.at % 7]);
  }
  return root;
}

function membersOf(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...membersOf(holder[key])]);
}

/** As an own member, even when it is called `__proto__`. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/** Percent-encoding that takes any text, lone surrogates included. */
function escapeText(text: string): string {
  return Buffer.from(text, 'utf8')
    .toString('latin1')
    .replace(/[^\w.~-]/g, (one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** No line of a header may end it: the bytes that do are left to the random part. */
function headerText(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?');
}
