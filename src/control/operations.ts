import { LatchkeyError } from '../core/errors.ts';
import { printable } from '../core/printable.ts';
import type { DebugLog } from '../debug/debug-log.ts';
import type { Doctor } from '../doctor/create-doctor.ts';
import type { TimelineAnswer } from '../doctor/timeline/answer.ts';
import type { Timeline } from '../doctor/timeline/timeline.ts';
import type { Gateway, UpstreamReport } from '../upstreams/gateway.ts';
import { pinOf } from '../upstreams/pins.ts';
import type { ListedSecret, Secrets } from '../upstreams/secrets.ts';
import type { Shelf, WaitingTool } from '../upstreams/shelf.ts';
import type { WrittenFault } from '../upstreams/written.ts';
import type {
  ConnectionAnswer,
  ConnectionsAnswer,
  DebugAnswer,
  Waiting,
  WaitingWhole,
} from './answers.ts';
import { COMMAND_LINE, type NoteChange, type Who } from './note-change.ts';
import { ControlRefusal } from './refusal.ts';
import { whatChanged } from './what-changed.ts';

export interface OperationsDependencies {
  readonly gateway: Pick<Gateway, 'report' | 'shelves' | 'refresh' | 'keepAgain'>;
  /** Where what was changed, and by whom, is written down. */
  readonly note: NoteChange;
  /** What is written in a form that cannot be used. */
  readonly faults: () => readonly WrittenFault[];
  readonly secrets: Pick<Secrets, 'list' | 'set' | 'remove'>;
  readonly debug: Pick<DebugLog, 'on' | 'off' | 'until'>;
  readonly timeline: Pick<Timeline, 'answer'>;
  /** A one-time address at which the household signs in to an upstream. */
  readonly signInAddress: (name: string) => Promise<string>;
  readonly doctor: Doctor;
}

/** A tool that somebody has read: its name, and the pin of the wording they read. */
export interface ReadTool {
  readonly name: string;
  readonly pin: string;
}

const MOST_NAMED = 500;

/**
 * What whoever runs Latchkey does with the other servers of the house, for the command line and the
 * settings page alike. Throws `ControlRefusal`.
 */
export class Operations {
  readonly #deps: OperationsDependencies;

  constructor(deps: OperationsDependencies) {
    this.#deps = deps;
  }

  connections(): ConnectionsAnswer {
    return {
      connections: this.#deps.gateway.report().map((one) => this.#answerOf(one)),
      faults: this.#deps.faults(),
    };
  }

  /** The waiting tools of an upstream as it offers them now, whole. */
  async waiting(name: string): Promise<readonly WaitingWhole[]> {
    const shelf = this.#usable(name);
    await asked(name, shelf.refresh());
    return shelf.waiting.map((one) => ({
      ...summaryOf(one, shelf),
      pin: pinOf(one.tool),
      tool: one.tool,
    }));
  }

  /** Approves waiting tools that somebody has read, all of them or none. */
  async approve(
    name: string,
    read: readonly ReadTool[],
    who: Who = COMMAND_LINE,
  ): Promise<readonly string[]> {
    const shelf = this.#usable(name);
    for (const tool of read) {
      const waiting = shelf.waiting.filter((one) => one.tool.name === tool.name);
      const [only] = waiting;
      if (only === undefined || waiting.length > 1 || pinOf(only.tool) !== tool.pin) {
        throw new ControlRefusal('not_waiting', whyNot(tool.name, name, waiting.length));
      }
    }
    const names = read.map((one) => one.name);
    await shelf.approveWaiting(names);
    this.#deps.note(who, 'tools_approved', { upstream: name, ...toolsIn(names) });
    return names;
  }

  /** Takes the approval of a tool back: from now on it is not used, and waits like a new one. */
  async withdraw(name: string, tool: string, who: Who): Promise<void> {
    const shelf = this.#usable(name);
    if (shelf.approvedAs(tool) === undefined) {
      throw new ControlRefusal('not_in_use', 'That tool is not in use any more.');
    }
    await shelf.withdraw(tool);
    this.#deps.note(who, 'tool_withdrawn', { upstream: name, ...toolsIn([tool]) });
  }

  /** Signs in anew and asks again for the tools. */
  async refresh(name: string): Promise<ConnectionAnswer> {
    this.#usable(name);
    await asked(name, this.#deps.gateway.refresh(name));
    return this.#answerOf(this.#reportOf(name));
  }

  async signInAddress(name: string, who: Who = COMMAND_LINE): Promise<string> {
    this.#usable(name);
    const address = await this.#deps.signInAddress(name);
    this.#deps.note(who, 'sign_in_link', { upstream: name });
    return address;
  }

  debug(): DebugAnswer {
    const { until } = this.#deps.debug;
    return until === undefined ? { on: false } : { on: true, until };
  }

  switchDebug(on: boolean, who: Who = COMMAND_LINE): DebugAnswer {
    if (on) this.#deps.debug.on();
    else this.#deps.debug.off();
    this.#deps.note(who, on ? 'debug_on' : 'debug_off', {});
    return this.debug();
  }

  /** How the last clients connected, step by step. */
  timeline(): TimelineAnswer {
    return this.#deps.timeline.answer();
  }

  /** Looks for what keeps assistants from connecting. */
  get doctor(): Doctor {
    return this.#deps.doctor;
  }

  secrets(): readonly ListedSecret[] {
    return this.#deps.secrets.list();
  }

  /** Keeps a secret; upstreams that refer to it are connected anew. */
  async setSecret(name: string, value: string, who: Who = COMMAND_LINE): Promise<void> {
    const kept = await this.#deps.secrets.set(name, value);
    if (!kept.ok) throw new ControlRefusal('invalid_secret', kept.error);
    this.#deps.note(who, 'secret_set', { secret: name });
    await this.#deps.gateway.keepAgain();
  }

  /** Forgets a secret; upstreams that refer to it cannot be used from now on. */
  async removeSecret(name: string, who: Who = COMMAND_LINE): Promise<void> {
    if (!(await this.#deps.secrets.remove(name))) {
      throw new ControlRefusal('unknown_secret', 'There is no secret of that name.');
    }
    this.#deps.note(who, 'secret_removed', { secret: name });
    await this.#deps.gateway.keepAgain();
  }

  #reportOf(name: string): UpstreamReport {
    const report = this.#deps.gateway.report().find((one) => one.name === name);
    if (report === undefined) {
      throw new ControlRefusal('unknown_connection', 'There is no server of that name.');
    }
    return report;
  }

  #usable(name: string): Shelf {
    const { problem } = this.#reportOf(name);
    const shelf = this.#deps.gateway.shelves.get(name);
    if (shelf !== undefined) return shelf;
    throw new ControlRefusal('connection_failed', problem ?? 'It cannot be used.');
  }

  #answerOf(report: UpstreamReport): ConnectionAnswer {
    const shelf = this.#deps.gateway.shelves.get(report.name);
    return {
      ...report,
      leftOut: shelf?.leftOut ?? 0,
      waiting: shelf === undefined ? [] : shelf.waiting.map((one) => summaryOf(one, shelf)),
    };
  }
}

/** Their names, as far as a line of the audit log has room; they are a stranger's words. */
function toolsIn(names: readonly string[]): { readonly tools: string; readonly count: number } {
  const said = printable(names.join(', '));
  const tools = said.length > MOST_NAMED ? `${said.slice(0, MOST_NAMED)}…` : said;
  return { tools, count: names.length };
}

function summaryOf({ tool, reason }: WaitingTool, shelf: Shelf): Waiting {
  const changes = reason === 'new' ? [] : whatChanged(shelf.approvedAs(tool.name), tool);
  return { name: tool.name, reason, changes };
}

/** An upstream's own words could repeat what it was sent, so only ours go on. */
async function asked(name: string, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    const sentence =
      thrown instanceof LatchkeyError
        ? thrown.message
        : `The server ${name} answered, but did not say what tools it has.`;
    throw new ControlRefusal('connection_failed', sentence);
  }
}

function whyNot(tool: string, name: string, found: number): string {
  const called = /^[\w.-]{1,100}$/.test(tool) ? tool : 'of that name';
  if (found === 0) return `No tool ${called} of ${name} waits.`;
  return found > 1
    ? `${name} offers more than one tool ${called}, so none can be approved.`
    : `The tool ${called} of ${name} has changed since it was shown: look at it again.`;
}
