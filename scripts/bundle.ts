import { chmodSync, cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { thirdPartyNotices } from './third-party.ts';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const BUNDLE = join(DIST, 'latchkey.mjs');

/** CommonJS inside asks for what Node has by `require`, which a module does not have. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/** Makes `dist/`: all of Latchkey in one file, the process and its commands, and what it reads. */
async function bundle(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [join(ROOT, 'src/cli.ts')],
    absWorkingDir: ROOT,
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    charset: 'utf8',
    // Names stay, so that the stack of a fault can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'external',
    // The bundle is started as the command line, which loads the process when it is asked to.
    define: { 'import.meta.main': 'false' },
    banner: { js: REQUIRE },
    metafile: true,
    logLevel: 'warning',
  });
  chmodSync(BUNDLE, 0o755);
  copyViews();
  cpSync(join(ROOT, 'LICENSE'), join(DIST, 'LICENSE'));
  writeFileSync(join(DIST, 'THIRD-PARTY.txt'), thirdPartyNotices(packagesIn(metafile), comments()));
}

/** What stood in comments that have to be kept, which the bundler puts in a file of its own. */
function comments(): string {
  const file = `${BUNDLE}.LEGAL.txt`;
  const text = readFileSync(file, 'utf8');
  rmSync(file);
  return text;
}

function copyViews(): void {
  const views = join(ROOT, 'src/views');
  for (const file of globSync('**/*.{eta,css,js}', { cwd: views })) {
    cpSync(join(views, file), join(DIST, 'views', file));
  }
}

/** The folders of the packages of which at least one file went in. */
function packagesIn({ inputs }: Metafile): string[] {
  const folders = Object.keys(inputs).flatMap((file) => {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
    return folder === undefined ? [] : [join(ROOT, folder)];
  });
  return [...new Set(folders)].sort();
}

await bundle();
