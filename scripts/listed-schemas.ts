import type { Plugin } from 'esbuild';
import { TOOLS } from '../src/tools/catalog.ts';

/**
 * Has the bundle bring the tools' schemas as they are listed, which never change, rather than make them
 * at each start. A tool that is not in the catalog ends the start, which the image's build would meet.
 */
export const listedSchemas: Plugin = {
  name: 'listed-schemas',
  setup(build) {
    build.onLoad({ filter: /\/src\/tools\/listed-schemas\.ts$/ }, () => ({ contents: known() }));
  },
};

function known(): string {
  const byName = Object.fromEntries(
    TOOLS.map(({ name, inputSchema, outputSchema }) => [name, { inputSchema, outputSchema }]),
  );
  return [
    // To parse it takes less than to run it as code.
    `const known = JSON.parse(${JSON.stringify(JSON.stringify(byName))});`,
    'export function listedSchemas({ name }) {',
    "  if (!(name in known)) throw new Error(name + ' is not in the catalog of tools');",
    '  return known[name];',
    '}',
  ].join('\n');
}
