import { chmodSync, cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { builtins } from './builtins.ts';
import { joinStart } from './join-start.ts';
import { LATE, late } from './late.ts';
import { listedSchemas } from './listed-schemas.ts';
import { shortNames } from './short-names.ts';
import { thirdPartyNotices } from './third-party.ts';
import { unused } from './unused.ts';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const NAME = 'latchkey';
const COMMAND_LINE = 'src/cli.ts';

/** What `loader.ts` loads first. */
const START = 'start.js';

/**
 * Makes `dist/`: all of Latchkey, the process and its commands, and what it reads. What starts is in a
 * few files; what is loaded after that, or perhaps never, lies in files of its own beside them.
 */
async function bundle(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  const options: BuildOptions = {
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // In a text of other characters than Latin, each would take two bytes of memory.
    charset: 'ascii',
    // Names stay, so that the stack of a fault can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  };
  const { metafile } = await build({
    ...options,
    entryPoints: { 'command-line': COMMAND_LINE, ...LATE },
    absWorkingDir: ROOT,
    outdir: DIST,
    bundle: true,
    splitting: true,
    // What is loaded late is loaded at once: two ways of loading could meet half-way.
    supported: { 'dynamic-import': false },
    plugins: [builtins, await late(), listedSchemas, unused, shortNames],
    legalComments: 'external',
    // The bundle is started as the command line, which loads the process when it is asked to.
    define: { 'import.meta.main': 'false' },
    metafile: true,
  });
  refuseNameless(metafile);
  const notices = thirdPartyNotices(packagesIn(metafile), comments());
  const start = { folder: DIST, file: START, sources: [COMMAND_LINE, 'src/main.ts'] };
  await joinStart(metafile, start, options);
  await buildLoader(options);
  copyViews();
  cpSync(join(ROOT, 'LICENSE'), join(DIST, 'LICENSE'));
  writeFileSync(join(DIST, 'THIRD-PARTY.txt'), notices);
}

async function buildLoader(options: BuildOptions): Promise<void> {
  await build({
    ...options,
    entryPoints: { [NAME]: 'scripts/loader.ts' },
    absWorkingDir: ROOT,
    outdir: DIST,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    plugins: [builtins],
    banner: { js: '#!/usr/bin/env node' },
  });
  chmodSync(join(DIST, `${NAME}.mjs`), 0o755);
}

/** What stood in comments that have to be kept, which the bundler puts in a file of its own. */
function comments(): string {
  const texts = globSync(join(DIST, '*.LEGAL.txt')).map((file) => {
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    return text;
  });
  return [...new Set(texts)].join('\n');
}

function copyViews(): void {
  const views = join(ROOT, 'src/views');
  for (const file of globSync('**/*.{eta,css,js}', { cwd: views })) {
    cpSync(join(views, file), join(DIST, 'views', file));
  }
}

/** What is loaded on use comes with its names only, which CommonJS has none of until it has run. */
function refuseNameless({ inputs }: Metafile): void {
  for (const [file, { imports }] of Object.entries(inputs)) {
    const nameless = imports.find(
      ({ path, kind }) => kind === 'dynamic-import' && inputs[path]?.format === 'cjs',
    );
    if (nameless === undefined) continue;
    throw new Error(
      `${file} imports ${nameless.path}: give it a module of ours that names what is used`,
    );
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
