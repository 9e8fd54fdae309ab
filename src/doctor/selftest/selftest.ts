import type { Fetch } from './http.ts';
import {
  type Found,
  type SelftestReport,
  StepFailure,
  type StepReport,
  stepLine,
} from './report.ts';
import { askForConsent } from './steps/authorization.ts';
import { giveConsent } from './steps/consent.ts';
import { discover } from './steps/discovery.ts';
import { register } from './steps/registration.ts';
import { bothRefused, revoke } from './steps/revocation.ts';
import { redeem, refresh } from './steps/tokens.ts';
import { callTool, listTools } from './steps/tools.ts';

export interface SelftestOptions {
  /** A base URL, or the address of the MCP endpoint below it. */
  readonly url: string;
  /** A long-lived access token of Home Assistant; without one the test ends at the consent form. */
  readonly token?: string;
  readonly fetch?: Fetch;
  /** Given each line as it comes. */
  readonly log: (line: string) => void;
}

/** Runs one step of the list: times it, tells it, and passes on what it found. */
type Step = <T>(name: string, work: () => Promise<Found<T>>) => Promise<T>;

/**
 * Goes through a Latchkey as a client and a person do, from the first 401 to a token that was given
 * back. Never throws for what it finds: the report says which step failed, why, and what to do.
 */
export async function runSelftest(options: SelftestOptions): Promise<SelftestReport> {
  const steps: StepReport[] = [];
  const tell = (report: StepReport) => {
    steps.push(report);
    options.log(stepLine(report));
  };
  const step: Step = async (name, work) => {
    const startedAt = performance.now();
    const ms = () => Math.round(performance.now() - startedAt);
    try {
      const { value, detail } = await work();
      tell({ name, status: 'ok', ms: ms(), detail });
      return value;
    } catch (error) {
      if (error instanceof StepFailure) {
        tell({ name, status: 'failed', ms: ms(), detail: error.message, todo: error.todo });
      }
      throw error;
    }
  };

  const url = mcpUrl(options.url);
  const fetch = options.fetch ?? globalThis.fetch;
  try {
    const outcome = await walk(fetch, url, options.token, step);
    return { url, outcome, steps, next: NEXT[outcome] };
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    return { url, outcome: 'failed', steps, next: error.todo };
  }
}

const NEXT = {
  passed: 'Connect an assistant to this URL.',
  stopped:
    'Stopped before signing in. To go on, make a token in Home Assistant (your profile, Security, Long-lived access tokens) and add --token TOKEN; for the demo home add --demo.',
} as const;

/** Every step, in order. */
async function walk(
  fetch: Fetch,
  url: string,
  token: string | undefined,
  step: Step,
): Promise<'passed' | 'stopped'> {
  const server = await step('discovery', () => discover(fetch, url));
  const client = await step('registration', () => register(fetch, server));
  const consent = await step('authorization', () => askForConsent(fetch, server, client));
  if (token === undefined) return 'stopped';

  const code = await step('consent', () => giveConsent(fetch, server, consent, token));
  const first = await step('tokens', () => redeem(fetch, server, client, code, consent));
  await step('tools', () => listTools(fetch, url, first.access));
  await step('tool call', () => callTool(fetch, url, first.access));
  const second = await step('refresh', () => refresh(fetch, server, client, first));
  await step('renewed call', () => callTool(fetch, url, second.access));
  await step('revocation', () => revoke(fetch, server, client, second));
  await step('refusal', () => bothRefused(fetch, server, client, second));
  return 'passed';
}

/** The MCP endpoint's address, whichever of the two was pasted. */
function mcpUrl(pasted: string): string {
  const url = new URL(pasted);
  const path = url.pathname.replace(/\/+$/, '').replace(/\/mcp$/, '');
  return `${url.origin}${path}/mcp`;
}
