import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** Reads the result files the tool left, in the order it ran the scenarios. */
export function readResults(outputDir: string): readonly ScenarioResult[] {
  return readdirSync(outputDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const [, scenario = name, at = ''] =
        /^(?:server|authorization-server)-(.*)-(\d{4}-\d\d-\d\dT.*)$/.exec(name) ?? [];
      const checks = JSON.parse(readFileSync(join(outputDir, name, 'checks.json'), 'utf8'));
      return { scenario, at, checks: checks as readonly Check[] };
    })
    .sort((a, b) => a.at.localeCompare(b.at));
}
