import type { Plugin } from 'esbuild';

/** A file of a package, and what stands in its place. */
type LeftOut = readonly [file: RegExp, contents: string];

/** What packages bring that nothing here uses. Who reaches some of it after all is told so. */
const LEFT_OUT: readonly LeftOut[] = [
  // Validation errors in fifty languages, of which nobody is ever shown one.
  [/zod\/v4\/locales\/index\.js$/, "export { default as en } from './en.js';"],
  // What only `z.compile()` and `z.fromJSONSchema()` run, which are there for whoever calls them.
  [
    /zod\/v4\/core\/compile\.js$/,
    [
      ...['compile', 'compileFn', 'withParser', 'INVALID'],
      ...['ZodCompileAsyncError', 'ZodCompileUnsupportedError'],
    ]
      .map((name) => `export ${refusing(name)}`)
      .join('\n'),
  ],
  [/zod\/v4\/classic\/from-json-schema\.js$/, `export ${refusing('fromJSONSchema')}`],
  // The compilers that `net/no-schemas.ts` has fastify do without.
  [
    /@fastify\/(ajv-compiler|fast-json-stringify-compiler)\/index\.js$/,
    'module.exports = undefined;',
  ],
  // The validator that `net/no-validator.ts` has the SDK do without.
  [
    /@modelcontextprotocol\/(client|server)\/dist\/shimsNode\.mjs$/,
    [
      "export { default as process } from 'node:process';",
      'export const CORS_IS_POSSIBLE = false;',
      `export ${refusing('DefaultJsonSchemaValidator')}`,
    ].join('\n'),
  ],
  // conf makes a validator for a file with a schema, which `keys/guarded-file.ts` gives none.
  [/\/ajv\/dist\/2020\.js$/, `export ${refusing('Ajv2020')}`],
  [/\/ajv-formats\/dist\/index\.js$/, `export default { default: ${refusing('addFormats')} };`],
  // pino's way to write from another thread, for a `transport`; `debug/log.ts` gives it a stream.
  [/\/thread-stream\/index\.js$/, `module.exports = ${refusing('ThreadStream')};`],
  // prom-client asks it which request is traced, for `enableExemplars`.
  [
    /\/@opentelemetry\/api\/.*\bindex\.c?js$/,
    `const say = ${refusing('OpenTelemetry')};\nmodule.exports = new Proxy({}, { get: say });`,
  ],
];

/** Leaves it out of the bundle. */
export const unused: Plugin = {
  name: 'unused',
  setup(build) {
    for (const [filter, contents] of LEFT_OUT) build.onLoad({ filter }, () => ({ contents }));
  },
};

/** A function, or a class, that says when it is called what is not there. */
function refusing(name: string): string {
  return `function ${name}() { throw new Error('${name} is left out of the bundle (unused.ts)'); }`;
}
