import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Check {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  readonly errorMessage?: string;
}

/** What one scenario found. */
export interface ScenarioResult {
  readonly scenario: string;
  readonly checks: readonly Check[];
}

/** Reads the result files the tool left, in the order it ran the scenarios; a name may hold a slash. */
export function readResults(outputDir: string): readonly ScenarioResult[] {
  return globSync('**/checks.json', { cwd: outputDir })
    .map((file) => {
      const name = dirname(file);
      const [, scenario = name, at = ''] =
        /^(?:server-|authorization-server-)?(.*)-(\d{4}-\d\d-\d\dT.*)$/.exec(name) ?? [];
      const checks = JSON.parse(readFileSync(join(outputDir, file), 'utf8'));
      return { scenario, at, checks: checks as readonly Check[] };
    })
    .sort((a, b) => a.at.localeCompare(b.at) || a.scenario.localeCompare(b.scenario));
}
