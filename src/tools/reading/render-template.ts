import { z } from 'zod';
import { SECOND } from '../../core/clock.ts';
import { HOME_READ } from '../../policy/scopes.ts';
import { ToolError } from '../errors.ts';
import { defineTool, result } from '../tool.ts';

const LONGEST_TEMPLATE = 4_000;
const LONGEST_RESULT = 8_000;
const LONGEST_ERROR = 500;
const MOST_WARNINGS = 5;

/** How long Home Assistant lets it run; it renders twice, and everything else there waits. */
const RENDER_SECONDS = 5;
const TIMEOUT_MS = (2 * RENDER_SECONDS + 2) * SECOND;

const input = z.strictObject({
  template: z
    .string()
    .min(1)
    .max(LONGEST_TEMPLATE)
    .describe("Such as {{ states('sensor.a') | float(0) }}"),
});

const output = z.strictObject({
  result: z.string().describe('What is no text is JSON'),
  type: z.enum(['text', 'number', 'boolean', 'list', 'object', 'null']),
  warnings: z.array(z.string()),
  truncated: z.boolean(),
});

/** What the subscription sends: results, and with `report_errors` what went wrong. */
interface TemplateEvent {
  readonly result?: unknown;
  readonly error?: unknown;
  readonly level?: unknown;
}

type Rendered = { readonly value: unknown } | { readonly failure: string };

export const renderTemplate = defineTool({
  name: 'render_template',
  title: 'Render template',
  description:
    'Renders a Jinja template in Home Assistant: to compute over many entities, or to try a template before it is used. To read a few states use get_state.',
  scope: HOME_READ,
  reach: 'everything',
  annotations: {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
  input,
  output,
  async run({ template }, { home }) {
    const warnings = new Set<string>();
    const rendered = await home.awaitEvent<TemplateEvent, Rendered>(
      { type: 'render_template', template, timeout: RENDER_SECONDS, report_errors: true },
      (event) => readEvent(event, warnings),
      { timeoutMs: TIMEOUT_MS },
    );
    if ('failure' in rendered) {
      throw new ToolError(`The template cannot be rendered. ${rendered.failure}`);
    }
    const { value } = rendered;
    const whole = typeof value === 'string' ? value : JSON.stringify(value);
    const truncated = whole.length > LONGEST_RESULT;
    const text = truncated ? `${whole.slice(0, LONGEST_RESULT)}…` : whole;
    const said = [...warnings].slice(0, MOST_WARNINGS);
    return result(
      { result: text, type: typeOf(value), warnings: said, truncated },
      [
        text === '' ? 'The result is empty.' : text,
        ...said.map((warning) => `Warning: ${warning}`),
        ...(truncated ? ['The result was cut; let the template select or count.'] : []),
      ].join('\n'),
    );
  },
});

/** Warnings come before the result they are about, and again after it. */
function readEvent(event: TemplateEvent, warnings: Set<string>): Rendered | undefined {
  if ('result' in event) return { value: event.result };
  const message = String(event.error ?? 'No reason was given').slice(0, LONGEST_ERROR);
  if (event.level !== 'ERROR') {
    warnings.add(message);
    return undefined;
  }
  return { failure: sentence(message) };
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function typeOf(value: unknown): z.output<typeof output>['type'] {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value as 'number';
  return typeof value === 'string' ? 'text' : 'object';
}
