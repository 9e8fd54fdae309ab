import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { lastly } from '../support/lastly.ts';
import {
  freePort,
  type LatchkeyUnderTest,
  startTestLatchkey,
} from '../support/latchkey-under-test.ts';
import {
  Browser,
  callbackOf,
  consentPage,
  signIn,
  submitConsent,
  TestClient,
} from '../support/oauth-client.ts';
import { type Baseline, readBaseline } from './baseline.ts';
import { startBearerProxy } from './bearer-proxy.ts';
import { COMPARED, type Compared, expectedThrough, through, toCompare } from './gateway-steps.ts';
import { judge, type Verdict } from './judge.ts';
import { type StepReport, scenarioLines, summaryTable } from './report.ts';
import { readResults } from './results.ts';
import { runTool } from './tool.ts';

const OUTPUT = join(import.meta.dirname, '..', '..', 'test-output', 'conformance');
/** The beginning of the names of the steps to run; all of them without it. */
const ONLY = process.argv[2] ?? '';
const REVISIONS = ['2026-07-28', '2025-11-25'];
/** The revision in which servers did not name their authorization server yet. */
const OLDEST = '2025-03-26';
/** An authorization server has no excuse: every check passes. */
const NOTHING_EXPECTED: Baseline = new Map();

const endings: (() => unknown)[] = [];
rmSync(OUTPUT, { recursive: true, force: true });
try {
  console.log('Starting a demo home and Latchkey');
  const latchkey = await startTestLatchkey({ after: (end) => void endings.unshift(end) });

  const steps: Readonly<Record<string, () => Promise<StepReport>>> = {
    authorization: () => checkAuthorizationServer(latchkey),
    ...forEach(
      REVISIONS,
      (one) => one,
      (revision) => checkServer(latchkey, revision),
    ),
    ...forEach(
      REVISIONS,
      (one) => `client-${one}`,
      (revision) => checkClient(revision, ['--requirements', revision]),
    ),
    // No revision that is still required asks for this: servers that were never made anew do.
    [`client-${OLDEST}`]: () => checkClient(OLDEST, ['--suite', 'backcompat']),
    ...Object.assign(
      {},
      ...COMPARED.map((compared) =>
        forEach(
          REVISIONS,
          (one) => `through-${compared.name}-${one}`,
          (revision) => checkThrough(compared, revision),
        ),
      ),
    ),
  };
  const reports: StepReport[] = [];
  for (const [step, check] of Object.entries(steps)) {
    if (step.startsWith(ONLY)) reports.push(await check());
  }

  console.log(`\nSummary\n\n${summaryTable(reports)}\n\nResult files: ${OUTPUT}`);
  if (reports.some(({ ok }) => !ok)) process.exitCode = 1;
} finally {
  for (const end of endings) await end();
}

function forEach(
  revisions: readonly string[],
  nameOf: (revision: string) => string,
  check: (revision: string) => Promise<StepReport>,
): Record<string, () => Promise<StepReport>> {
  return Object.fromEntries(revisions.map((one) => [nameOf(one), () => check(one)]));
}

/** The tool as a client of the authorization server, with a person who answers the consent form. */
async function checkAuthorizationServer(latchkey: LatchkeyUnderTest): Promise<StepReport> {
  console.log('\nAuthorization server: metadata, authorization code grant');
  const port = await freePort();
  const callback = `http://127.0.0.1:${port}/callback`;
  const client = await TestClient.register(latchkey.base, { redirect_uris: [callback] });
  let authorizeUrl: string | undefined;
  return runStep(
    'authorization',
    [
      'authorization',
      ...['--url', latchkey.base, '--resource', latchkey.url],
      ...['--client-id', client.id, '--port', String(port)],
    ],
    NOTHING_EXPECTED,
    (line) => {
      if (line.startsWith(`${latchkey.base}/authorize?`)) authorizeUrl = line;
      if (line.startsWith('Callback server started') && authorizeUrl !== undefined) {
        void allow(authorizeUrl, latchkey.people[0].token, callback);
      }
    },
  );
}

/**
 * A person with the printed URL. Never rejects: at a dead end the tool is told, so that it stops
 * waiting for the callback and fails.
 */
async function allow(authorizeUrl: string, token: string, callback: string): Promise<void> {
  try {
    const browser = new Browser();
    const form = consentPage(browser, await browser.open(authorizeUrl));
    await fetch(callbackOf(await submitConsent(form, token)).location);
  } catch (error) {
    console.error(`  Nobody could sign in: ${String(error).split('\n', 1)[0]}`);
    await fetch(`${callback}?error=no_consent`).catch(() => undefined);
  }
}

/** The tool as a client of `/mcp`, at one revision's wire. */
async function checkServer(latchkey: LatchkeyUnderTest, revision: string): Promise<StepReport> {
  console.log(`\nMCP server at ${revision}`);
  const { tokens } = await signIn(latchkey.base, latchkey.people[0]);
  const proxy = await startBearerProxy(latchkey.base, tokens.access_token);
  try {
    const baseline = join(import.meta.dirname, `expected-failures.${revision}.yml`);
    return await runStep(
      revision,
      [
        'server',
        ...['--url', `${proxy.origin}/mcp`, '--suite', 'all', '--spec-version', revision],
        ...['--expected-failures', baseline],
      ],
      readBaseline(baseline),
    );
  } finally {
    await proxy.stop();
  }
}

/**
 * The tool as an upstream of ours: what the revision requires of clients, and its extensions. The tool
 * starts all clients at once, and on a small machine some then starve until they are given up; what did
 * not pass is asked once more, alone.
 */
async function checkClient(revision: string, which: readonly string[]): Promise<StepReport> {
  console.log(`\nMCP client, toward upstreams, at ${revision}`);
  const step = `client-${revision}`;
  const baseline = readBaseline(
    join(import.meta.dirname, `expected-failures.client.${revision}.yml`),
  );
  const command = `${process.execPath} ${join(import.meta.dirname, 'upstream-client.ts')}`;
  const client = ['client', '--command', command, '--timeout', '60000'];
  await runTool([...client, ...which], join(OUTPUT, step, 'together'));
  const results = new Map(
    readResults(join(OUTPUT, step, 'together')).map((one) => [one.scenario, one]),
  );
  const failed = judge([...results.values()], baseline).filter(
    ({ outcome }) => outcome === 'failed',
  );
  for (const { scenario } of failed.filter((one) => results.has(one.scenario))) {
    console.log(`  ${scenario} did not pass among the others: asked alone`);
    const folder = join(OUTPUT, step, 'alone', scenario.replaceAll('/', '-'));
    const one = ['--scenario', scenario, '--spec-version', revision];
    await runTool([...client, ...one, '--verbose'], folder);
    const [alone] = readResults(folder);
    if (alone !== undefined) results.set(scenario, { ...alone, scenario });
  }
  return reported(step, judge([...results.values()], baseline));
}

/** The tool as a client of another server: first by itself, then through us, which loses nothing. */
async function checkThrough({ name, start }: Compared, revision: string): Promise<StepReport> {
  console.log(`\nThe server ${name} through the gateway at ${revision}`);
  const ends: (() => unknown)[] = [];
  const t = { after: (end: () => unknown) => void ends.unshift(end) };
  const step = `through-${name}-${revision}`;
  const ask = async (origin: string, folder: string) => {
    const suite = ['--url', origin, '--suite', 'all', '--spec-version', revision];
    await runTool(['server', ...suite], join(OUTPUT, step, folder));
    return readResults(join(OUTPUT, step, folder));
  };
  try {
    const url = await start(t, revision);
    const direct = await ask(url, 'direct');
    const proxy = await through(t, name, url);
    lastly(t, () => proxy.stop());
    const verdicts = judge(
      toCompare(direct, await ask(`${proxy.origin}/mcp`, 'through')),
      readBaseline(expectedThrough(name, revision)),
    );
    return reported(step, verdicts);
  } finally {
    for (const end of ends) await end();
  }
}

/** The report of a step that our own judgement alone decides, which is stricter than the tool's. */
function reported(step: string, verdicts: readonly Verdict[]): StepReport {
  const passed = verdicts.some(({ outcome }) => outcome === 'passed');
  const report = {
    step,
    verdicts,
    ok: passed && verdicts.every(({ outcome }) => outcome !== 'failed'),
  };
  console.log(scenarioLines(report));
  return report;
}

async function runStep(
  step: string,
  args: readonly string[],
  baseline: Baseline,
  onLine?: (line: string) => void,
): Promise<StepReport> {
  const outputDir = join(OUTPUT, step);
  const exitCode = await runTool(args, outputDir, onLine);
  const verdicts = judge(readResults(outputDir), baseline);
  const passed = verdicts.some(({ outcome }) => outcome === 'passed');
  const failed = verdicts.some(({ outcome }) => outcome === 'failed');
  const report = { step, verdicts, ok: exitCode === 0 && passed && !failed };
  console.log(scenarioLines(report));
  console.log(`  The tool ended with ${exitCode}.`);
  return report;
}
