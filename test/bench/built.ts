import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'test-output/bench/dist');

/** CommonJS inside asks for what Node has by `require`, which a module does not have. */
const REQUIRE =
  "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);";

/**
 * Makes a bundle of the Latchkey that is measured, which is the app's but for its limits: from sources,
 * what takes their types off would be half of the memory that it holds. Its path.
 */
export async function builtServer(): Promise<string> {
  const outfile = join(FOLDER, 'latchkey-server.mjs');
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['test/bench/latchkey-server.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    charset: 'ascii',
    minifyWhitespace: true,
    banner: { js: REQUIRE },
    logLevel: 'warning',
  });
  cpSync(join(ROOT, 'src/views'), join(FOLDER, 'views'), { recursive: true });
  return outfile;
}
