import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const NAMESPACE = 'late';
const LANGUAGES = ['de', 'en', 'es', 'fr', 'nl', 'ru'];

/**
 * By the name of its file, what the bundle loads when something of it is used for the first time: what
 * the first answer does not need, and what many homes never do. Each is imported by names only.
 */
export const LATE: Readonly<Record<string, string>> = {
  // What assistants call.
  'late-tools': 'src/tools/catalog.ts',
  // The way to other servers.
  'late-client': '@modelcontextprotocol/client',
  'late-stdio': '@modelcontextprotocol/client/stdio',
  'late-not-asked': 'src/upstreams/asking/not-asked.ts',
  'late-ended-streams': 'src/upstreams/ended-streams.ts',
  'late-repeated-calls': 'src/upstreams/repeated-calls.ts',
  // The way to a home.
  'late-ws': 'ws',
  'late-home': 'home-assistant-js-websocket',
  // An answer of Node's fetch, which is as much code as fastify.
  'late-whole-json': 'src/net/whole-json.ts',
  // The writer of small files.
  'late-conf': 'src/keys/conf.ts',
  // Pages, and languages that not everybody speaks.
  ...Object.fromEntries(LANGUAGES.map((tag) => [`late-${tag}`, `src/words/${tag}.ts`])),
  // What administrators have.
  'late-settings': 'src/settings/listener.ts',
  'late-administration': 'src/assembly/administration.ts',
  'late-doctor': 'src/doctor/create-doctor.ts',
  'late-control': 'src/control/listen.ts',
  'late-metrics': 'src/metrics/metrics.ts',
  'late-supervised': 'src/supervisor/supervised.ts',
};

/** Puts in the place of each of them, wherever it is imported, one that loads it on use. */
export async function late(): Promise<Plugin> {
  const exported = await exportsOf(LATE);
  const names = new Map(Object.entries(LATE).map(([name, path]) => [fileOf(path), name]));
  return {
    name: 'late',
    setup(esbuild) {
      esbuild.onResolve({ filter: /./ }, ({ path, kind, resolveDir }) => {
        if (kind !== 'import-statement') return undefined;
        const name = names.get(path.startsWith('.') ? join(resolveDir, path) : path);
        return name === undefined ? undefined : { path: name, namespace: NAMESPACE };
      });
      esbuild.onResolve({ filter: /^\.\/late-/, namespace: NAMESPACE }, ({ path }) => ({
        path,
        external: true,
      }));
      esbuild.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({
        contents: standIn(path, exported.get(path) ?? []),
      }));
    },
  };
}

/** Loads it at once, as `require` does: whoever uses it need not know that it was not there yet. */
function standIn(name: string, exported: readonly string[]): string {
  return [
    'let whole;',
    `const load = () => (whole ??= require('./${name}.js'));`,
    'module.exports = {',
    ...exported.map((one) => `get ${one}() { return load().${one}; },`),
    '};',
  ].join('\n');
}

/** The names that each exports; a default export is no name, and nobody imports one of these. */
async function exportsOf(entryPoints: BuildOptions['entryPoints'] & object) {
  const { metafile } = await build({
    entryPoints,
    absWorkingDir: ROOT,
    outdir: 'nowhere',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return new Map(
    Object.entries(metafile.outputs).map(([file, { exports }]) => [
      file.replace(/^nowhere\/|\.js$/g, ''),
      exports.filter((name) => name !== 'default'),
    ]),
  );
}

function fileOf(path: string): string {
  return path.startsWith('src/') ? join(ROOT, path) : path;
}
