import { createHash } from 'node:crypto';
import { canonicalJson } from '../core/canonical-json.ts';

/** What an assistant reads of a tool, as the upstream describes it. */
export interface Described {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly inputSchema?: unknown;
  readonly outputSchema?: unknown;
  readonly annotations?: unknown;
}

/** What an administrator approved: a pin by the tool's own name. */
export type Pins = ReadonlyMap<string, string>;

export interface Review<T extends Described> {
  /** As they were approved, letter by letter. */
  readonly approved: readonly T[];
  /** Approved once, but described otherwise by now. */
  readonly changed: readonly T[];
  /** Never approved. */
  readonly unknown: readonly T[];
}

/**
 * SHA-256 over everything a model reads of a tool. An upstream that rewrites a description after it
 * was approved could make an assistant do what nobody allowed (CVE-2025-54136), so what is listed is
 * what was approved.
 */
export function pinOf(tool: Described): string {
  const { name, title, description, inputSchema, outputSchema, annotations } = tool;
  const read = [name, title, description, inputSchema, outputSchema, annotations];
  return createHash('sha256')
    .update(canonicalJson(read.map((part) => part ?? null)))
    .digest('base64url');
}

/** Sorts what an upstream offers by what became of its approval. */
export function review<T extends Described>(tools: readonly T[], pins: Pins): Review<T> {
  const approved: T[] = [];
  const changed: T[] = [];
  const unknown: T[] = [];
  const seen = new Set<string>();
  for (const tool of tools) {
    const pin = pins.get(tool.name);
    if (pin === undefined) unknown.push(tool);
    // A second tool of the same name is an attempt to stand in for the first.
    else if (seen.has(tool.name) || pin !== pinOf(tool)) changed.push(tool);
    else approved.push(tool);
    seen.add(tool.name);
  }
  return { approved, changed, unknown };
}
