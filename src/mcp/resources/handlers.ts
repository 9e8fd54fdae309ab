import {
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  ResourceNotFoundError,
  type Server,
} from '@modelcontextprotocol/server';
import type { Principal } from '../../access/principal.ts';
import { noteUse } from '../../audit/note-use.ts';
import { callTargets } from '../../audit/targets.ts';
import { LatchkeyError } from '../../core/errors.ts';
import { sentenceFor } from '../../tools/errors.ts';
import type { CallDependencies } from '../call-tool.ts';
import { homeOf, mayUse, usable } from '../offers.ts';
import { progressOf } from '../progress.ts';
import { RESOURCES, resourceAt } from './catalog.ts';
import type { Resource } from './resource.ts';
import { readUpstreamResource, upstreamResources } from './upstream-resources.ts';

/** Lists and reads the resources a principal may use. */
export function registerResources(
  server: Server,
  principal: Principal,
  deps: CallDependencies,
): void {
  const listed = async (template: boolean) =>
    (await usable(principal, RESOURCES, deps)).filter((one) => one.template === template);
  server.setRequestHandler('resources/list', async () => ({
    resources: [
      ...(await listed(false)).map((one) => ({ ...listing(one), uri: one.uri })),
      ...(await upstreamResources(principal, deps)).resources,
    ],
  }));
  server.setRequestHandler('resources/templates/list', async () => ({
    resourceTemplates: [
      ...(await listed(true)).map((one) => ({ ...listing(one), uriTemplate: one.uri })),
      ...(await upstreamResources(principal, deps)).templates,
    ],
  }));
  server.setRequestHandler('resources/read', ({ params: { uri } }, context) =>
    resourceAt(uri) !== undefined
      ? readResource(principal, uri, deps)
      : readUpstreamResource(principal, uri, deps, {
          signal: context.mcpReq.signal,
          onprogress: progressOf(context),
        }),
  );
}

/**
 * Policy, the person's own home, and the audit log, as for a tool. What a caller may not see is not
 * there; a home in trouble is an internal error with a sentence that says what to do.
 */
async function readResource(
  principal: Principal,
  uri: string,
  deps: CallDependencies,
): Promise<ReadResourceResult> {
  const resource = resourceAt(uri);
  if (resource === undefined || !(await mayUse(principal, resource, deps))) {
    throw new ResourceNotFoundError(uri);
  }
  const values = resource.match(uri) ?? {};
  const startedAt = deps.clock();
  const note = (outcome: string) => {
    const detail = { resource: resource.name, ...callTargets(values) };
    noteUse(principal, startedAt, { kind: 'resource', outcome, detail }, deps);
  };
  try {
    const text = await textOf(resource, values, principal, deps);
    note(text === undefined ? 'failed' : 'done');
    if (text !== undefined) return { contents: [{ uri, mimeType: resource.mimeType, text }] };
  } catch (thrown) {
    note('failed');
    if (!(thrown instanceof LatchkeyError)) throw thrown;
    throw new ProtocolError(ProtocolErrorCode.InternalError, sentenceFor(thrown));
  }
  throw new ResourceNotFoundError(uri);
}

async function textOf(
  resource: Resource,
  values: Readonly<Record<string, string>>,
  principal: Principal,
  deps: CallDependencies,
): Promise<string | undefined> {
  const home = await homeOf(principal, deps);
  if (!home.ok) throw new ProtocolError(ProtocolErrorCode.InternalError, home.error);
  const archive = deps.archive({ home: home.value.name });
  return resource.read(values, { home: home.value.home, archive, now: deps.clock() });
}

function listing({ name, title, description, mimeType }: Resource) {
  return { name, title, description, mimeType };
}
