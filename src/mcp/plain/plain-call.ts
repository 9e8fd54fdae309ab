import { CLIENT_CAPABILITIES_META_KEY, LOG_LEVEL_META_KEY } from '@modelcontextprotocol/server';
import { showsForms } from '../asking/talk.ts';
import type { Shown } from '../shown.ts';

/** A call of a tool that asks for nothing but its result. */
export interface PlainCall {
  readonly id: string | number;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** All that the SDK is shown of it but its id, the tool's name and the arguments. */
  readonly form: string;
}

const LONGEST_FORM = 4_000;

const MEMBERS: ReadonlySet<string> = new Set(['jsonrpc', 'id', 'method', 'params']);
const PARAMS: ReadonlySet<string> = new Set(['name', 'arguments', '_meta']);

/** Names that are spelt in a header as they are (SEP-2243 encodes others). */
const PLAIN_NAME = /^[\w./-]{1,128}$/;

/** What somebody wants to hear of beside the result, or has to be asked. */
const MORE_THAN_A_RESULT = ['progressToken', LOG_LEVEL_META_KEY];

/**
 * Reads a message that is a plain call; undefined for any other, which is the SDK's to look at. What
 * it says of itself (protocol, client) is in its form and is not judged here.
 */
export function plainCall(shown: Shown, body: unknown): PlainCall | undefined {
  if (shown.method !== 'POST' || !isObject(body) || body.method !== 'tools/call') return undefined;
  const { id, params } = body;
  if (typeof id !== 'string' && !Number.isSafeInteger(id)) return undefined;
  if (!isObject(params) || !hasOnly(body, MEMBERS) || !hasOnly(params, PARAMS)) return undefined;
  const { name, arguments: args = {}, _meta: meta } = params;
  if (typeof name !== 'string' || !PLAIN_NAME.test(name) || !isObject(args)) return undefined;
  if (meta !== undefined && !(isObject(meta) && wantsAResult(meta))) return undefined;
  // Where the name is in a header, too, both have to say the same.
  const isNamed = shown.called !== undefined;
  if (isNamed && shown.called !== name) return undefined;
  const form = shown.spelling + JSON.stringify({ isNamed, jsonrpc: body.jsonrpc, meta });
  return form.length > LONGEST_FORM ? undefined : { id: id as string | number, name, args, form };
}

function wantsAResult(meta: Readonly<Record<string, unknown>>): boolean {
  return (
    !MORE_THAN_A_RESULT.some((key) => key in meta) &&
    !showsForms(meta[CLIENT_CAPABILITIES_META_KEY])
  );
}

function hasOnly(value: object, members: ReadonlySet<string>): boolean {
  for (const name in value) if (!members.has(name)) return false;
  return true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
