/**
 * Takes every defence of `defences.ts` away, one at a time in a scratch copy of the checkout, and
 * runs the test that has to notice: `node test/security/defences/run.ts [part of an incident's name] ...`.
 * Prints a table; exit 1 when a test did not fail as it must.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFENCES, type Defence, type Edit } from './defences.ts';

const CHECKOUT = join(import.meta.dirname, '../../..');
const COPIED = ['src', 'test', 'package.json', 'tsconfig.json'];
const LONGEST_MS = 180_000;

interface Verdict {
  readonly asItMust: boolean;
  /** The first test that failed, or why this is no proof. */
  readonly said: string;
}

/** A copy to break, with the packages of the checkout. */
function scratchCopy(root: string, name: string): string {
  const copy = join(root, name);
  for (const one of COPIED) cpSync(join(CHECKOUT, one), join(copy, one), { recursive: true });
  symlinkSync(join(CHECKOUT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Throws when the text to replace is not there exactly once: then the definition is out of date. */
function apply(copy: string, { file, find, replace }: Edit): void {
  const path = join(copy, file);
  const parts = readFileSync(path, 'utf8').split(find);
  if (parts.length !== 2) {
    throw new Error(`${file} has ${parts.length - 1} times, not once: ${find}`);
  }
  writeFileSync(path, parts.join(replace));
}

/** The names of the tests in a file that fail; undefined when it hangs. */
function failuresOf(copy: string, test: string): Promise<readonly string[] | undefined> {
  const args = ['--test', '--test-reporter=tap', test];
  const env = { ...process.env };
  // Set for whoever runs under a test runner, which would make the child report to nobody.
  delete env.NODE_TEST_CONTEXT;
  const child = spawn(process.execPath, args, { cwd: copy, env, timeout: LONGEST_MS });
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (part: string) => {
    output += part;
  });
  child.stderr.resume();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === null) return resolve(undefined);
      const lines = output.matchAll(/^ *not ok \d+ - (.*)$/gm);
      const failed = Array.from(lines, ([, name = '']) => name.replaceAll('\\#', '#'));
      if (code === 0 || failed.length > 0) return resolve(failed);
      reject(new Error(`the test runner ended with ${code}: ${output}`));
    });
  });
}

/** Only a test that ran and failed is a proof: not a file that does not load, not one that hangs. */
function judge(test: string, failed: readonly string[] | undefined): Verdict {
  const [first] = failed ?? [];
  if (failed === undefined) return { asItMust: false, said: 'it hangs' };
  if (first === undefined) return { asItMust: false, said: 'it still passes' };
  if (failed.some((name) => name.endsWith(test))) {
    return { asItMust: false, said: 'it did not even start' };
  }
  return { asItMust: true, said: first };
}

async function withoutDefence(root: string, index: number, defence: Defence): Promise<Verdict> {
  const copy = scratchCopy(root, `${index}`);
  try {
    for (const edit of defence.edits) apply(copy, edit);
    return judge(defence.test, await failuresOf(copy, defence.test));
  } catch (error) {
    return { asItMust: false, said: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** The tests that fail with every defence in place, so that their failing shows nothing. */
async function brokenAnyway(root: string, tests: readonly string[]): Promise<readonly string[]> {
  const copy = scratchCopy(root, 'whole');
  const broken = await someAtOnce(tests, async (test) => {
    const failed = await failuresOf(copy, test);
    return failed?.length === 0 ? [] : [test];
  });
  return broken.flat();
}

async function someAtOnce<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, at) => cell.padEnd(widths?.[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const chosen = DEFENCES.filter(
    ({ incident }) => words.length === 0 || words.some((word) => incident.includes(word)),
  );
  const root = mkdtempSync(join(tmpdir(), 'latchkey-defences-'));
  try {
    const broken = await brokenAnyway(root, [...new Set(chosen.map(({ test }) => test))]);
    const verdicts = await someAtOnce(chosen, async (defence, index) =>
      broken.includes(defence.test)
        ? { asItMust: false, said: 'it fails with every defence in place' }
        : withoutDefence(root, index, defence),
    );
    printTable([
      ['incident', 'defence', 'removed in', 'test', 'failed as it must'],
      ...chosen.map(({ incident, defence, edits, test }, index) => {
        const { asItMust = false, said = '' } = verdicts[index] ?? {};
        const places = edits.map(({ file }) => file.replace(/^src\//, '')).join(', ');
        const name = test.replace(/^test\//, '').replace(/\.test\.ts$/, '');
        return [incident, defence, places, name, `${asItMust ? 'yes' : 'NO'}: ${said}`];
      }),
    ]);
    const missed = verdicts.filter(({ asItMust }) => !asItMust).length;
    console.log(
      missed === 0
        ? `\n${verdicts.length} defences taken away, and each was missed.`
        : `\n${missed} of ${verdicts.length} were not noticed.`,
    );
    if (missed > 0 || verdicts.length === 0) process.exitCode = 1;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

await main();
