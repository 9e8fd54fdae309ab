import { z } from 'zod';
import { MINUTE, SECOND } from '../../core/clock.ts';
import { isLatchkeyError } from '../../core/errors.ts';
import type { Home } from '../../home/home.ts';
import type { Mirror } from '../../home/mirror.ts';
import { HOME_CONTROL } from '../../policy/scopes.ts';
import { ToolError, unknownThing } from '../errors.ts';
import { ChangeLog } from '../settled.ts';
import { suggest } from '../suggest.ts';
import { defineTool, result } from '../tool.ts';

/** An agent may be a language model that takes its time. */
const TIMEOUT_MS = MINUTE;
/** Assist answers before slow devices have; beyond that the state is told as it stands. */
const SETTLING_MS = 1.5 * SECOND;
const MOST_TARGETS = 40;
const MOST_SPEECH = 8_000;

const input = z.strictObject({
  text: z.string().trim().min(1).max(1_000).describe('Such as "add milk to my shopping list"'),
  conversation_id: z.string().max(100).optional().describe('To go on with an earlier conversation'),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag such as es')
    .max(35)
    .optional()
    .describe("Default the home's own"),
  agent: z
    .string()
    .regex(/^[A-Za-z0-9_.]+$/, 'must be an agent id such as conversation.home_assistant')
    .max(255)
    .optional(),
});

const target = z.strictObject({
  type: z.string(),
  name: z.string(),
  id: z.string().optional(),
  state: z.string().optional(),
});

const output = z.strictObject({
  speech: z.string(),
  response_type: z.string().describe('action_done, query_answer or error'),
  error_code: z.string().optional(),
  success: z.array(target).describe('With their states afterwards'),
  failed: z.array(target),
  conversation_id: z.string().optional(),
  continues: z.boolean().describe('Whether Assist waits for an answer'),
});

type Target = z.output<typeof target>;

/** What `conversation/process` answers. */
interface Answer {
  readonly conversation_id: string | null;
  readonly continue_conversation?: boolean;
  readonly response: {
    readonly response_type: string;
    readonly speech: Readonly<Record<string, { readonly speech?: string } | undefined>>;
    readonly data: {
      readonly code?: string;
      readonly success?: readonly WireTarget[];
      readonly failed?: readonly WireTarget[];
    };
  };
}

interface WireTarget {
  readonly type: string;
  readonly name: string;
  readonly id?: string | null;
}

export const askAssist = defineTool({
  name: 'ask_assist',
  title: 'Ask Assist',
  description:
    "Gives Home Assistant's own assistant a sentence: for custom phrases, lists and intents that no other tool covers. For entities you know, the control tools are surer.",
  scope: HOME_CONTROL,
  reach: 'everything',
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: true,
  },
  input,
  output,
  async run(asked, { home }) {
    if (asked.agent !== undefined) await requireAgent(home, asked.agent);
    const changes = new ChangeLog(home.mirror);
    try {
      const { response, ...answer } = await converse(home, asked);
      const { success = [], failed = [], code } = response.data;
      if (response.response_type === 'action_done') {
        await changes.all(
          success.filter(({ type }) => type === 'entity').flatMap(({ id }) => id ?? []),
          SETTLING_MS,
        );
      }
      const said = {
        speech: speechOf(response.speech),
        response_type: response.response_type,
        ...(code !== undefined && { error_code: code }),
        success: success.slice(0, MOST_TARGETS).map((one) => listed(one, home.mirror)),
        failed: failed.slice(0, MOST_TARGETS).map((one) => listed(one, home.mirror)),
        ...(answer.conversation_id && { conversation_id: answer.conversation_id }),
        continues: answer.continue_conversation === true,
      };
      return result(said, answerText(said));
    } finally {
      changes.stop();
    }
  },
});

async function converse(home: Home, asked: z.output<typeof input>): Promise<Answer> {
  const { text, conversation_id, language, agent } = asked;
  try {
    return await home.command<Answer>(
      {
        type: 'conversation/process',
        text,
        ...(conversation_id !== undefined && { conversation_id }),
        ...(language !== undefined && { language }),
        ...(agent !== undefined && { agent_id: agent }),
      },
      { timeoutMs: TIMEOUT_MS },
    );
  } catch (thrown) {
    if (!isLatchkeyError(thrown, 'home_timeout')) throw thrown;
    throw new ToolError(
      'Assist did not answer within a minute. What was asked may still be done: look before asking again.',
    );
  }
}

/** Throws ToolError that names the agents there are. */
async function requireAgent(home: Home, wanted: string): Promise<void> {
  const { agents } = await home.command<{ agents: { id: string; name: string }[] }>({
    type: 'conversation/agent/list',
  });
  if (agents.some(({ id }) => id === wanted)) return;
  const candidates = agents.map(({ id, name }) => ({ id, names: [name] }));
  const near = suggest(wanted, candidates);
  if (near.length > 0) throw unknownThing('agent', wanted, near);
  throw new ToolError(`No agent ${wanted}. There is ${agents.map(({ id }) => id).join(', ')}.`);
}

function listed({ type, name, id }: WireTarget, mirror: Mirror): Target {
  const state = type === 'entity' && id ? mirror.entity(id)?.state.state : undefined;
  return { type, name, ...(id && { id }), ...(state !== undefined && { state }) };
}

function speechOf(speech: Answer['response']['speech']): string {
  const text = speech.plain?.speech ?? speech.ssml?.speech ?? '';
  return text.length > MOST_SPEECH ? `${text.slice(0, MOST_SPEECH)}… (cut)` : text;
}

function answerText(said: z.output<typeof output>): string {
  const told = ({ name, id, state }: Target) =>
    `${id ?? name}${state === undefined ? '' : `: ${state}`}`;
  return [
    `Assist: ${said.speech || '(said nothing)'}`,
    ...(said.success.length > 0 ? [`Done: ${said.success.map(told).join(', ')}`] : []),
    ...(said.failed.length > 0 ? [`Failed: ${said.failed.map(told).join(', ')}`] : []),
    ...(said.continues
      ? [`It waits for an answer, with conversation_id ${said.conversation_id}.`]
      : []),
  ].join('\n');
}
