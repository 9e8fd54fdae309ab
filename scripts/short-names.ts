import { readFileSync } from 'node:fs';
import { type Plugin, transform } from 'esbuild';

/** Of the largest, those in which no class of errors loses its name, which the log tells (`core/fault.ts`). */
const PACKAGES = /\/node_modules\/(zod|fastify|find-my-way|pino|avvio|semver|pg|ws)\/.*\.js$/;

/**
 * Gives short names to what only a function or a module of these packages knows. Ours stay, since the
 * stack of a fault is to be read.
 */
export const shortNames: Plugin = {
  name: 'short-names',
  setup(build) {
    build.onLoad({ filter: PACKAGES }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { minifyIdentifiers: true });
      return { contents: code };
    });
  },
};
