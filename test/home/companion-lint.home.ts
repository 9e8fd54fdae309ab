import assert from 'node:assert/strict';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MINUTE } from '../../src/core/clock.ts';
import { tempDir } from '../support/temp.ts';
import { COMPANION } from './companion.ts';
import { HOME_PYTHON, lint } from './linters.ts';

const LIMIT = { timeout: 10 * MINUTE };
const RUFF = join(import.meta.dirname, 'companion-ruff.toml');
const MODULE = 'custom_components/latchkey';

/** A folder as the linters see it: the companion where Home Assistant has it, and the rules. */
function code(t: Parameters<typeof tempDir>[0]): string {
  const folder = tempDir(t);
  mkdirSync(join(folder, 'custom_components'));
  cpSync(COMPANION, join(folder, MODULE), { recursive: true });
  cpSync(RUFF, join(folder, 'ruff.toml'));
  return folder;
}

test(
  'ruff has nothing to say about the companion, by the rules of Home Assistant',
  LIMIT,
  async (t) => {
    const folder = code(t);
    for (const args of [['check'], ['format', '--diff']]) {
      const where = ['--no-cache', '--config', '/code/ruff.toml', `/code/${MODULE}`];
      const { content, said } = await lint('ruff', [...args, ...where], folder);
      assert.ok(content, said.slice(0, 4000));
    }
  },
);

test(
  'mypy, strict, has nothing to say about it beside the real Home Assistant',
  LIMIT,
  async (t) => {
    const args = ['--strict', '--python-executable', HOME_PYTHON, '--cache-dir', '/tmp/mypy'];
    const { content, said } = await lint(
      'mypy',
      [...args, '--explicit-package-bases', `/code/${MODULE}`],
      code(t),
    );
    assert.ok(content, said.slice(0, 4000));
  },
);
