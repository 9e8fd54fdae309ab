import { type Fetch, isObject } from '../http.ts';
import { callMcp, initialize, LEGACY, MODERN } from '../json-rpc.ts';
import { type Found, StepFailure } from '../report.ts';

const TOOL = 'home_overview';

/** Says hello in both protocol eras and reads the list of tools. */
export async function listTools(
  fetch: Fetch,
  resource: string,
  accessToken: string,
): Promise<Found<readonly string[]>> {
  const discovered = await callMcp(fetch, resource, accessToken, 'server/discover');
  const versions = discovered.supportedVersions;
  if (!Array.isArray(versions) || !versions.includes(MODERN)) {
    throw new StepFailure(`server/discover does not offer ${MODERN}.`, 'Update Latchkey.');
  }
  const initialized = await initialize(fetch, resource, accessToken);
  if (initialized.protocolVersion !== LEGACY) {
    throw new StepFailure(`initialize does not offer ${LEGACY}.`, 'Update Latchkey.');
  }
  const { tools } = await callMcp(fetch, resource, accessToken, 'tools/list');
  const names = (Array.isArray(tools) ? tools : [])
    .map((tool) => (isObject(tool) ? tool.name : undefined))
    .filter((name) => typeof name === 'string');
  if (!names.includes(TOOL)) {
    throw new StepFailure(
      `The list of tools does not have ${TOOL}.`,
      'Let MCP_SCOPES offer home:read.',
    );
  }
  return { value: names, detail: `${MODERN} and ${LEGACY}; ${names.join(', ')}` };
}

/** Calls a tool that only looks, which opens the connection to the home. */
export async function callTool(
  fetch: Fetch,
  resource: string,
  accessToken: string,
): Promise<Found<void>> {
  const params = { name: TOOL, arguments: {} };
  const result = await callMcp(fetch, resource, accessToken, 'tools/call', params);
  if (result.isError === true) {
    throw new StepFailure(
      `${TOOL} answered: ${textOf(result)}`,
      'Check that Latchkey reaches Home Assistant.',
    );
  }
  const overview = isObject(result.structuredContent) ? result.structuredContent : {};
  const you = isObject(overview.you) ? overview.you.name : undefined;
  if (typeof you !== 'string') {
    throw new StepFailure(`${TOOL} does not say who asks.`, 'Update Latchkey.');
  }
  return {
    value: undefined,
    detail: `${TOOL} as ${you} of ${overview.name}, Home Assistant ${overview.version}`,
  };
}

function textOf({ content }: Readonly<Record<string, unknown>>): string {
  const first: unknown = Array.isArray(content) ? content[0] : undefined;
  return isObject(first) && typeof first.text === 'string' ? first.text : 'an error without words.';
}
