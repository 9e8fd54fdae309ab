import type { ConnectionAnswer, Waiting, WaitingWhole } from '../control/answers.ts';
import { printable } from '../core/printable.ts';

const AUTH: Readonly<Record<ConnectionAnswer['auth'], string>> = {
  none: 'without signing in',
  bearer: 'with a bearer token',
  headers: 'with headers of its own',
  environment: 'with variables of its own',
  oauth: 'signed in by OAuth',
  client_credentials: 'with client_credentials',
};

/** An upstream for people: a line of how it is, and one for whatever needs them. */
export function connectionLines(one: ConnectionAnswer): readonly string[] {
  const { name, kind, auth, status, problem, protocol, tools, leftOut, waiting } = one;
  const lines = [
    `${name}: ${status}, ${count(tools, 'tool')}`,
    `  reached by ${kind}${protocol === undefined ? '' : ` (MCP ${printable(protocol)})`}, ${AUTH[auth]}${one.perPerson ? ', each person for themselves' : ''}`,
  ];
  if (problem !== undefined) lines.push(`  problem: ${printable(problem)}`);
  if (one.tokenEndsAt !== undefined) {
    lines.push(`  its token is good until ${minutes(one.tokenEndsAt)}`);
  }
  if (leftOut > 0) lines.push(`  ${count(leftOut, 'tool')} left out: too large, or too many`);
  for (const tool of waiting) lines.push(`  waits for you: ${waitingLine(tool)}`);
  return lines;
}

export function waitingLine({ name, reason, changes }: Waiting): string {
  return [`${printable(name)} (${reason})`, ...changes.map(printable)].join('; ');
}

/** A waiting tool as an assistant would read it, every character of it visible. */
export function wholeTool(one: WaitingWhole): string {
  const { title, description, inputSchema, outputSchema, annotations } = one.tool;
  const part = (name: string, value: unknown) =>
    value === undefined ? [] : [`  ${name}:`, ...indented(asText(value))];
  return [
    waitingLine(one),
    ...part('title', title),
    ...part('description', description),
    ...part('input', inputSchema),
    ...part('output', outputSchema),
    ...part('annotations', annotations),
  ].join('\n');
}

export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** To the minute, in UTC. */
export function minutes(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `    ${printable(line)}`);
}
