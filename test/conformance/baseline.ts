import { readFileSync } from 'node:fs';

/** What is known not to pass, by `scenario` or `scenario:check`, each with its reason. */
export type Baseline = ReadonlyMap<string, string>;

/**
 * Reads an expected-failures file, of which the conformance tool itself reads the section
 * `server` or `client`. Throws on an entry without a reason.
 */
export function readBaseline(path: string): Baseline {
  const entries = new Map<string, string>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (/^\s*(#.*)?$/.test(line) || /^\w+:$/.test(line)) continue;
    const [, entry, reason] = /^ {2}- (\S+) # (.+)$/.exec(line) ?? [];
    if (entry === undefined || reason === undefined) {
      throw new Error(`${path}: this line is not "- entry # reason": ${line}`);
    }
    entries.set(entry, reason);
  }
  return entries;
}
