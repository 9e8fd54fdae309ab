import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

/** A file that the bundler made. */
interface Made {
  /** The files that are loaded with it. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  /** What of the source it is loaded as, if something asks for it by its name. */
  readonly source: string | undefined;
}

const NAMESPACE = 'joined';

/** Around each file, so that to run it gives a function (`loader.ts`). What is in there is strict. */
const HEAD = "(function (module, exports, require, __filename, __dirname) {'use strict';";
const FOOT = '})';

/**
 * Joins what every start loads into the one file that is started. The bundler makes a file of each set
 * of modules that some parts share, dozens of tiny ones, and each costs most of a millisecond to find
 * and open. What is loaded later takes from the joined file what it shares with it. All become
 * functions for `loader.ts`.
 */
export async function joinStart(
  metafile: Metafile,
  { folder, file, sources }: { folder: string; file: string; sources: readonly string[] },
  options: BuildOptions,
): Promise<void> {
  const made = madeFiles(metafile);
  const start = reached(made, sources);
  const takes = (one: string) => takesOf(one, start, made.get(one)?.exports ?? []);
  const whole: BuildOptions = {
    ...options,
    format: 'cjs',
    bundle: true,
    absWorkingDir: folder,
    outdir: folder,
    define: { 'import.meta.filename': '__filename', 'import.meta.dirname': '__dirname' },
    banner: { js: HEAD },
    footer: { js: FOOT },
  };
  const { outputFiles = [] } = await build({
    ...whole,
    stdin: {
      // The command line last: it begins as soon as it is read.
      contents: start
        .toReversed()
        .map((one) => `export { ${takes(one).given} } from './${one}';`)
        .join('\n'),
      resolveDir: folder,
    },
    write: false,
  });
  for (const one of start) {
    if (made.get(one)?.source === undefined) rmSync(join(folder, one));
    else writeFileSync(join(folder, one), `export { ${takes(one).taken} } from './${file}';\n`);
  }
  await build({
    ...whole,
    entryPoints: [...made.keys()].filter((one) => existsSync(join(folder, one))),
    allowOverwrite: true,
    plugins: [
      fromJoined(
        (one) => start.includes(one) && `export { ${takes(one).taken} } from './${file}';`,
      ),
    ],
  });
  writeFileSync(join(folder, file), outputFiles[0]?.contents ?? '');
}

function madeFiles({ outputs }: Metafile): Map<string, Made> {
  const files = Object.entries(outputs).filter(([path]) => path.endsWith('.js'));
  return new Map(
    files.map(([path, { imports, exports, entryPoint: source }]) => {
      const loaded = imports.filter(({ kind }) => kind === 'import-statement');
      return [
        basename(path),
        { imports: loaded.map((one) => basename(one.path)), exports, source },
      ];
    }),
  );
}

/** The files of these sources and all that is loaded with them. */
function reached(made: ReadonlyMap<string, Made>, sources: readonly string[]): string[] {
  const files = [...made].flatMap(([one, { source }]) =>
    source !== undefined && sources.includes(source) ? [one] : [],
  );
  const found = new Set(files);
  for (const one of found) {
    for (const next of made.get(one)?.imports ?? []) found.add(next);
  }
  return [...found];
}

/** A file's names as the joined file gives them, where each has to be another, and how they are taken. */
function takesOf(file: string, start: readonly string[], exported: readonly string[]) {
  const joined = (name: string) => `of${start.indexOf(file)}_${name}`;
  return {
    given: exported.map((name) => `${name} as ${joined(name)}`).join(', '),
    taken: exported.map((name) => `${joined(name)} as ${name}`).join(', '),
  };
}

/** Has files that are loaded later take from the joined one; what they load themselves stays apart. */
function fromJoined(contentsOf: (file: string) => string | false): Plugin {
  return {
    name: NAMESPACE,
    setup(esbuild) {
      esbuild.onResolve({ filter: /^\.\/.*\.js$/ }, ({ path, namespace, kind }) => {
        if (kind === 'entry-point') return undefined;
        const file = basename(path);
        return namespace === NAMESPACE || contentsOf(file) === false
          ? { path, external: true }
          : { path: file, namespace: NAMESPACE };
      });
      esbuild.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({
        contents: contentsOf(path) || '',
      }));
    },
  };
}
