import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';

const SRC = join(import.meta.dirname, '../../src');

interface Import {
  readonly from: string;
  readonly to: string;
  /** Whether only types are taken, so that nothing of the other room runs here. */
  readonly typeOnly: boolean;
  /** Whether it is loaded only when it is needed. */
  readonly late: boolean;
}

/** Every import in src, as paths below src or package names. */
function imports(): Import[] {
  return globSync('**/*.ts', { cwd: SRC }).flatMap((from) => {
    const text = readFileSync(join(SRC, from), 'utf8');
    const statements = text.matchAll(
      /^(?:import|export)\s+(type\s)?[^;]*?from '([^']+)';|import\('([^']+)'\)/gm,
    );
    return Array.from(statements, ([, type, named, dynamic]) => {
      const target = named ?? dynamic ?? '';
      return {
        from,
        to: target.startsWith('.') ? relative(SRC, join(SRC, dirname(from), target)) : target,
        typeOnly: type !== undefined,
        late: dynamic !== undefined,
      };
    });
  });
}

const all = imports();

function offenders(rule: (one: Import) => boolean): string[] {
  return all.filter(rule).map(({ from, to }) => `${from} imports ${to}`);
}

const within = (path: string, ...rooms: string[]) => rooms.some((r) => path.startsWith(`${r}/`));

test('the imports are really read', () => {
  assert.ok(all.length > 100);
  assert.ok(all.some(({ from, to }) => from === 'app.ts' && to === 'mcp/routes.ts'));
});

test('core imports nothing of ours', () => {
  assert.deepEqual(
    offenders(({ from, to }) => within(from, 'core') && to.endsWith('.ts') && !within(to, 'core')),
    [],
  );
});

test('policy is pure: no I/O, no clock, nothing but itself', () => {
  assert.deepEqual(
    offenders(({ from, to }) => within(from, 'policy') && !within(to, 'policy')),
    [],
  );
});

test('the authorization server runs alone', () => {
  assert.deepEqual(
    offenders(({ from, to }) => within(from, 'oauth') && within(to, 'mcp', 'tools', 'upstreams')),
    [],
  );
});

test('only people decrypt a home credential', () => {
  assert.deepEqual(
    globSync('**/*.ts', { cwd: SRC }).filter(
      (file) =>
        !within(file, 'people', 'keys') &&
        /home-credential/.test(readFileSync(join(SRC, file), 'utf8')),
    ),
    [],
  );
});

test('only the store imports a database driver', () => {
  assert.deepEqual(
    offenders(({ from, to }) => !within(from, 'store') && (to === 'node:sqlite' || to === 'pg')),
    [],
  );
});

test('the driver of PostgreSQL costs nothing where there is none', () => {
  const driver = (path: string) => path === 'pg' || /^store\/postgres[./]/.test(path);
  assert.deepEqual(
    offenders(({ from, to, late }) => driver(to) && !driver(from) && !late),
    [],
  );
});

test('no database driver imports the other', () => {
  const drivers = ['sqlite', 'postgres'] as const;
  const drivenBy = (path: string) =>
    drivers.find((one) => path === `store/${one}.ts` || within(path, `store/${one}`));
  assert.deepEqual(
    offenders(({ from, to }) => {
      const [one, other] = [drivenBy(from), drivenBy(to)];
      return one !== undefined && other !== undefined && one !== other;
    }),
    [],
  );
});

test('only main and the command line read the environment', () => {
  const readers = globSync('**/*.ts', { cwd: SRC }).filter((file) =>
    readFileSync(join(SRC, file), 'utf8').includes('process.env'),
  );
  assert.deepEqual(readers.sort(), ['cli.ts', 'main.ts']);
});

test('production code imports no test, and no room imports the demo but its own command', () => {
  assert.deepEqual(
    offenders(
      ({ from, to }) =>
        to.startsWith('..') ||
        (within(to, 'demo') && !within(from, 'demo') && from !== 'cli/demo.ts'),
    ),
    [],
  );
});

test('only one file knows where it lies: the bundle of the image lies elsewhere', () => {
  const asking = globSync('**/*.ts', { cwd: SRC }).filter((file) =>
    /import\.meta\.(?:dirname|filename|url|resolve)|__dirname/.test(
      readFileSync(join(SRC, file), 'utf8'),
    ),
  );
  assert.deepEqual(asking, ['core/places.ts']);
});
