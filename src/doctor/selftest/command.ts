import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKOUT_DATA } from '../../core/places.ts';
import { isLoopbackHost } from '../../net/front-doors.ts';
import { isObject } from './http.ts';
import { runSelftest } from './selftest.ts';

const USAGE = `Usage: latchkey selftest --url URL [--token TOKEN | --demo [--data-dir DIR]] [--json]

  --url URL       the base URL of a Latchkey, or its MCP address ending in /mcp
  --token TOKEN   a long-lived access token of Home Assistant; without one the test stops before signing in
  --demo          use the token that npm run demo wrote to demo.json; only for a URL on this machine
  --data-dir DIR  where demo.json lies, if the demo was given another MCP_DATA_DIR than .data
  --json          print one JSON document instead of lines

It registers a client, signs in, looks at the home once and gives its access back.`;

/**
 * `latchkey selftest`. Answers with the exit code: 0 when all went well, also when it stopped before
 * signing in for want of a token; 1 when a step failed; 2 when the arguments make no sense.
 */
export async function selftestCommand(argv: string[]): Promise<number> {
  const options = readArguments(argv);
  if (typeof options === 'string') {
    console.error(`${options}\n\n${USAGE}`);
    return 2;
  }
  const { url, token, json } = options;
  const report = await runSelftest({
    url,
    log: json ? () => {} : console.log,
    ...(token !== undefined && { token }),
  });
  if (json) console.log(JSON.stringify(report, null, 2));
  else if (report.outcome !== 'failed') console.log(`\n${report.next}`);
  return report.outcome === 'failed' ? 1 : 0;
}

interface Arguments {
  readonly url: string;
  readonly token?: string;
  readonly json: boolean;
}

/** The arguments, or the sentence that says what is wrong with them. */
function readArguments(argv: string[]): Arguments | string {
  const values = parse(argv);
  if (values === undefined) return 'There is an option that selftest does not know.';
  const { url, token, demo = false, json = false } = values;
  const parsed = url === undefined ? null : URL.parse(url);
  if (url === undefined || !['http:', 'https:'].includes(parsed?.protocol ?? '')) {
    return 'Say which Latchkey with --url http://localhost:8086.';
  }
  if (!demo) return { url, json, ...(token !== undefined && { token }) };
  if (token !== undefined) return 'Give either --token or --demo.';
  if (parsed === null || !isLoopbackHost(parsed.host)) {
    return '--demo is for a Latchkey on this machine: its token opens nothing else.';
  }
  const demoToken = readDemoToken(values['data-dir'] ?? CHECKOUT_DATA);
  return demoToken === undefined
    ? 'There is no demo.json: start npm run demo, or name its folder with --data-dir.'
    : { url, json, token: demoToken };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        url: { type: 'string' },
        token: { type: 'string' },
        demo: { type: 'boolean' },
        'data-dir': { type: 'string' },
        json: { type: 'boolean' },
      },
    }).values;
  } catch {
    return undefined;
  }
}

/** The first person's token in the file that the demo wrote. */
function readDemoToken(dataDir: string): string | undefined {
  try {
    const file: unknown = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8'));
    const person: unknown = isObject(file) && Array.isArray(file.people) ? file.people[0] : null;
    return isObject(person) && typeof person.token === 'string' ? person.token : undefined;
  } catch {
    return undefined;
  }
}
