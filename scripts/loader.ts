import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** What `joinStart` put around each file of the bundle. */
type Run = (
  module: { exports: unknown },
  exports: unknown,
  require: (name: string) => unknown,
  filename: string,
  dirname: string,
) => void;

interface Loaded {
  readonly script: Script;
  readonly module: { exports: unknown };
}

const HERE = import.meta.dirname;
const COMPILED = join(HERE, 'compiled');
const DIGEST_LENGTH = 32;

/** In bytes; what is compiled of smaller files is made anew in a moment, and would be much to carry. */
const WORTH_KEEPING = 150_000;

const loaded = new Map<string, Loaded>();

/**
 * Loads a file of the bundle, once, with what was compiled of it when the image was built. Node's own
 * compile cache keeps a file as it was compiled before it ran; nearly two thousand functions that every
 * start calls are not in there, and to compile them takes a fifth of a start.
 */
function load(file: string): unknown {
  const known = loaded.get(file);
  if (known !== undefined) return known.module.exports;
  const filename = join(HERE, file);
  const cachedData = compiledCode(file);
  // A bundle is ASCII.
  const source = readFileSync(filename, 'latin1');
  const script = new Script(source, { filename, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  loaded.set(file, { script, module });
  const run: Run = script.runInThisContext();
  try {
    run(module, module.exports, requireHere, filename, HERE);
  } catch (error) {
    // Whoever asks next gets the error too, not half a module.
    loaded.delete(file);
    throw error;
  }
  return module.exports;
}

/** A file of the bundle, or what Node has; anything else is somebody's own and mostly not there. */
function requireHere(name: string): unknown {
  if (name.startsWith('./')) return load(name.slice(2));
  return process.getBuiltinModule(name) ?? createRequire(import.meta.url)(name);
}

/** V8 refuses what another version made, and believes what is damaged; undefined is compiled anew. */
function compiledCode(file: string): Buffer | undefined {
  try {
    const kept = readFileSync(join(COMPILED, file));
    const code = kept.subarray(DIGEST_LENGTH);
    return digest(code).equals(kept.subarray(0, DIGEST_LENGTH)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what is compiled of each large file by now, with the functions that were called so far. */
function keepCompiled(): void {
  mkdirSync(COMPILED, { recursive: true });
  for (const [file, { script }] of loaded) {
    const code = script.createCachedData();
    if (code.length < WORTH_KEEPING) continue;
    writeFileSync(join(COMPILED, file), Buffer.concat([digest(code), code]));
  }
}

function digest(code: Buffer): Buffer {
  return hash('sha256', code, 'buffer');
}

// Told to stop, before it does: what only a stop runs is none of a start.
if (process.env.LATCHKEY_KEEP_COMPILED !== undefined) process.once('SIGTERM', keepCompiled);

load('start.js');
