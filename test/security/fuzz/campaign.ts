import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIMITS } from '../../../src/net/limits/table.ts';
import fc from '../../support/fast-check.ts';
import type { TestPerson } from '../../support/home-under-test.ts';
import { freePort } from '../../support/latchkey-under-test.ts';
import { Child } from './child.ts';
import { garbage, sendGarbage } from './garbage.ts';
import { endOnGoodTerms } from './good-terms.ts';
import { type Machines, makeMachines } from './machines.ts';
import { plans } from './mutations.ts';
import { Pipelines, type WireRequest } from './pipelines.ts';
import { type Planted, plant, registerPlanted } from './planted.ts';
import type { WireAnswer } from './read-answer.ts';
import { render } from './render.ts';
import { countRows } from './rows.ts';
import { Secrets } from './secrets.ts';

export interface CampaignOptions {
  readonly requests: number;
  readonly seed: number;
  /** Told now and then how far it is. */
  readonly progress?: (text: string) => void;
  readonly limits: 'raised' | 'real';
}

export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** What a campaign saw. */
export interface Report {
  readonly sent: number;
  readonly seconds: number;
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Answers that must never be: the request and what came back. */
  readonly findings: readonly string[];
  /** Taken at even steps of the way, each after a collection of garbage, and one when all is over. */
  readonly memory: readonly Memory[];
  readonly rows: Readonly<Record<string, number>>;
  /** Grants that were honestly made or may have been: what rows are allowed to grow with. */
  readonly signIns: number;
  readonly logLines: number;
  readonly secrets: number;
  readonly leaks: readonly string[];
}

const BATCH = 1_000;
const RENEWED_EVERY = 5_000;
const CONNECTIONS = 32;
/** One in this many is raw bytes on a connection of its own. */
const GARBAGE_SHARE = 20;
const SAMPLES = 20;
const MINUTE = 60_000;

/** Runs generated requests against a Latchkey and a demo home, each in a process of its own. */
export async function runCampaign(options: CampaignOptions): Promise<Report> {
  const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-fuzz-'));
  const home = await Child.start<{ url: string; people: TestPerson[] }>('home.ts');
  const logFile = join(dataDir, 'log');
  const port = await freePort();
  const machines = await makeMachines();
  const server = await Child.start<{ base: string }>('server.ts', {
    MCP_BASE_URL: `http://127.0.0.1:${port}`,
    MCP_PORT: String(port),
    MCP_HOST: '127.0.0.1',
    SETTINGS_PORT: '0',
    MCP_DATA_DIR: dataDir,
    HOMEASSISTANT_URL: `home=${home.said.url}`,
    FUZZ_LOG: logFile,
    FUZZ_LIMITS: options.limits,
    ...machines.env,
  });
  try {
    const { people } = home.said;
    const fight = new Fight({ ...options, port, machines, people, ...server.said }, server.child);
    const fought = await fight.run();
    // Failed sign-ins count for ten minutes, as they do at Home Assistant.
    await server.child.ask({ pass: 16 * MINUTE });
    const goodbye = await endOnGoodTerms(server.said.base, people[0]).then(
      () => [],
      (error: Error) => [`the sign-in at the end failed: ${error.message}`],
    );
    const rows = countRows(join(dataDir, 'latchkey.db'));
    const end = await server.child.ask<Memory>({});
    await server.child.stop();
    const { lines, leaks, errors } = await fight.secrets.searchLog(logFile);
    const findings = [...fought.findings, ...goodbye, ...errors];
    const memory = [...fought.memory, end];
    return {
      ...fought,
      findings,
      memory,
      rows,
      logLines: lines,
      leaks,
      secrets: fight.secrets.size,
    };
  } finally {
    await server.child.stop();
    await home.child.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Battlefield extends CampaignOptions {
  readonly port: number;
  readonly base: string;
  readonly people: readonly TestPerson[];
  readonly machines: Machines;
}

class Fight {
  readonly secrets = new Secrets();
  readonly #field: Battlefield;
  readonly #server: Child;
  readonly #statuses: Record<string, number> = {};
  readonly #findings: string[] = [];
  #signIns = 0;

  constructor(field: Battlefield, server: Child) {
    this.#field = field;
    this.#server = server;
  }

  async run() {
    const { requests, seed, limits, progress, base, port } = this.#field;
    const clients = await registerPlanted(base);
    const pipelines = new Pipelines(port, CONNECTIONS);
    const started = Date.now();
    let sent = 0;
    const memory: Memory[] = [];
    let planted: Planted | undefined;
    let told = started;
    let before: Promise<void> | undefined;
    try {
      while (sent < requests) {
        const mayRenew = limits === 'raised' || planted === undefined;
        if (mayRenew && sent % RENEWED_EVERY === 0) planted = await this.#plant(clients);
        if (planted === undefined) throw new Error('nothing was planted');
        const size = Math.min(BATCH, requests - sent);
        const batch = this.#batch(pipelines, planted, seed + sent, size);
        // Two at a time, so that one slow answer at the end of a batch keeps nobody waiting.
        await before;
        before = batch;
        sent += size;
        if (sent * SAMPLES >= requests * (memory.length + 1)) {
          memory.push(await this.#server.ask<Memory>({}));
        }
        if (Date.now() - told > 5_000) {
          told = Date.now();
          const rate = Math.round((sent / (told - started)) * 1_000);
          progress?.(`${sent} of ${requests}, ${rate} a second, ${this.#findings.length} findings`);
        }
        if (this.#server.ended) break;
      }
      await before;
      if (limits === 'real') await this.#flood(pipelines);
    } finally {
      pipelines.close();
    }
    return {
      sent,
      seconds: (Date.now() - started) / 1_000,
      statuses: this.#statuses,
      findings: this.#findings,
      signIns: this.#signIns,
      memory,
    };
  }

  async #plant(clients: Parameters<typeof plant>[0]): Promise<Planted> {
    const { people, machines } = this.#field;
    const person = people[this.#signIns % people.length];
    if (person === undefined) throw new Error('nobody lives in the demo home');
    this.#signIns += 3;
    return plant(clients, machines, person, this.secrets.add);
  }

  /** More of one kind than any limit allows: what was generated meets a limit only by chance. */
  async #flood(pipelines: Pipelines): Promise<void> {
    const host = `127.0.0.1:${this.#field.port}`;
    const bytes = Buffer.from(`GET /authorize HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 'latin1');
    const { atOnce } = LIMITS.authorize.everyone;
    const asked = Array.from({ length: 2 * atOnce }, async () => {
      this.#judge(bytes, await pipelines.send({ bytes, head: false }));
    });
    await Promise.all(asked);
  }

  async #batch(pipelines: Pipelines, planted: Planted, seed: number, size: number): Promise<void> {
    const raw = Math.ceil(size / GARBAGE_SHARE);
    const structured = fc.sample(plans, { seed, numRuns: size - raw }).map(async (plan) => {
      const request = render(plan, planted);
      this.#judge(request.bytes, await pipelines.send(request));
    });
    const broken = fc.sample(garbage, { seed, numRuns: raw }).map(async (one) => {
      const bytes = one.kind === 'cut' ? cut(one, planted) : toBytes(one);
      const text = await sendGarbage(this.#field.port, bytes);
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0) || 'closed';
      if (status !== 'closed')
        this.#judge(bytes, { status, headers: text.toLowerCase(), body: '' });
      this.#count(`raw ${status}`);
    });
    await Promise.all([...structured, ...broken]);
  }

  #judge(bytes: Uint8Array, answer: WireAnswer): void {
    const { status, headers, body } = answer;
    this.#count(String(status));
    const sent = Buffer.from(bytes.subarray(0, 2_000)).toString('latin1');
    if (/^POST \/(oauth\/)?token/.test(sent) && status === 200) this.#signIns += 1;
    if (/^POST \/consent/.test(sent) && status === 200) this.#signIns += 1;
    this.secrets.addFrom(headers, body);
    const bad =
      (typeof status === 'number' && (status >= 500 || status < 100)) ||
      status === 'stuck' ||
      (status === 429 && !/^retry-after: *[1-9]/m.test(headers)) ||
      /node:internal|\bat .+\.[jt]s:\d+:\d+/.test(headers + body);
    if (bad && this.#findings.length < 50) {
      const finding = `--- sent\n${sent}\n--- ${status}\n${headers}\n${body.slice(0, 500)}`;
      this.#findings.push(finding);
      this.#field.progress?.(finding);
    }
  }

  #count(status: string): void {
    this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
  }
}

function toBytes(one: { kind: 'noise'; bytes: Uint8Array } | { kind: 'text'; text: string }) {
  return one.kind === 'noise' ? one.bytes : Buffer.from(one.text, 'latin1');
}

function cut(
  one: { plan: Parameters<typeof render>[0]; at: number; out: number; put: Uint8Array },
  planted: Planted,
): Buffer {
  const { bytes }: WireRequest = render(one.plan, planted);
  const at = one.at % (bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), one.put, bytes.subarray(at + one.out)]);
}
