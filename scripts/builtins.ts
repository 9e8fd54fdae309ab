import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'of-node';
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * Takes from Node's own modules only what is used. An `import` of one hands over all of it, and to do so
 * Node first loads what it would load on use: for `node:http` alone that is its whole `fetch`, more than
 * a third of what a bare server costs to start.
 */
export const builtins: Plugin = {
  name: 'builtins',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path, kind }) => {
      if (kind !== 'import-statement' || !isBuiltin(path)) return undefined;
      return { path: nameOf(path), namespace: NAMESPACE, sideEffects: false };
    });
    build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({ contents: only(path) }));
  },
};

/** A module that has every name of Node's; the bundler drops those that nobody asks for. */
function only(path: string): string {
  const names = Object.keys(process.getBuiltinModule(path) ?? {}).filter(
    (name) => IDENTIFIER.test(name) && name !== 'default',
  );
  return [
    `const whole = process.getBuiltinModule('${path}');`,
    'const take = (name) => whole[name];',
    'export default whole;',
    ...names.map((name) => `const the_${name} = /* @__PURE__ */ take('${name}');`),
    `export { ${names.map((name) => `the_${name} as ${name}`).join(', ')} };`,
  ].join('\n');
}

function nameOf(path: string): string {
  return path.startsWith('node:') ? path : `node:${path}`;
}
