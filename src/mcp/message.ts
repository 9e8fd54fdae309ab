/** Method and params of a parsed JSON-RPC message; empty for anything else, batches included. */
export function messageOf(body: unknown): {
  readonly method: unknown;
  readonly params: Readonly<Record<string, unknown>>;
} {
  if (!isObject(body)) return { method: undefined, params: {} };
  return { method: body.method, params: isObject(body.params) ? body.params : {} };
}

/** Whether a parsed message opens an exchange of the older protocol era. */
export function isInitialize(body: unknown): boolean {
  return isObject(body) && body.method === 'initialize';
}

/** What a client says it can do when it opens an exchange of the older protocol era. */
export function declaredCapabilities(body: unknown): unknown {
  return isObject(body) && isObject(body.params) ? body.params.capabilities : undefined;
}

/**
 * Completes an `initialize` that came without params, as some older clients send it: they mean the
 * oldest protocol and no capabilities.
 */
export function lenientInitialize(body: unknown): unknown {
  if (!isObject(body) || body.method !== 'initialize' || body.params !== undefined) {
    return body;
  }
  return {
    ...body,
    params: {
      protocolVersion: '2024-11-05',
      capabilities: {},
      clientInfo: { name: 'unknown', version: '0' },
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
