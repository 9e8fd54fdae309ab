import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const TYPES = ['oneshot', 'longrun', 'bundle'];

/** Brought by s6-overlay. */
const GIVEN = ['base'];

/**
 * What is wrong with services as s6-rc-compile and s6-overlay want them, a sentence each. `root` is
 * where the image's files are, in which `up` names its script.
 */
export function faultsOfServices(folder: string, root: string): string[] {
  const names = readdirSync(folder);
  const known = new Set([...names, ...GIVEN]);
  const faults = names.flatMap((name) =>
    faultsOf(join(folder, name), known, root).map((fault) => `${name}: ${fault}`),
  );
  const started = entries(join(folder, 'user/contents.d'));
  const idle = names.filter((name) => name !== 'user' && !started.includes(name));
  return [...faults, ...idle.map((name) => `${name}: the bundle user does not start it`)];
}

function faultsOf(service: string, known: ReadonlySet<string>, root: string): string[] {
  const type = existsSync(join(service, 'type')) ? text(join(service, 'type')).trim() : undefined;
  if (type === undefined) return ['it has no type'];
  if (!TYPES.includes(type)) return [`there is no type ${type}`];
  const named = [
    ...entries(join(service, 'dependencies.d')),
    ...entries(join(service, 'contents.d')),
  ];
  return [
    ...named.filter((name) => !known.has(name)).map((name) => `there is no service ${name}`),
    ...(type === 'longrun' ? faultsOfLongrun(service) : []),
    ...(type === 'oneshot' ? faultsOfOneshot(service, root) : []),
    ...(type === 'bundle' && entries(join(service, 'contents.d')).length === 0
      ? ['it is empty']
      : []),
  ];
}

function faultsOfLongrun(service: string): string[] {
  const readiness = join(service, 'notification-fd');
  const descriptor = existsSync(readiness) ? Number(text(readiness)) : 3;
  return [
    ...faultsOfScript(join(service, 'run')),
    ...(existsSync(join(service, 'finish')) ? faultsOfScript(join(service, 'finish')) : []),
    ...(descriptor >= 3 ? [] : ['notification-fd is taken by input and output']),
  ];
}

/** `up` is one line of execline and no script, whatever it may look like. */
function faultsOfOneshot(service: string, root: string): string[] {
  if (!existsSync(join(service, 'up'))) return ['it has no up'];
  const lines = text(join(service, 'up')).trim().split('\n');
  const [script = ''] = lines;
  if (lines.length !== 1 || !/^\/\S+$/.test(script)) return ['up is not the path of a script'];
  return faultsOfScript(join(root, script));
}

function faultsOfScript(file: string): string[] {
  if (!existsSync(file)) return [`${file} is missing`];
  return [
    ...((statSync(file).mode & 0o111) === 0o111 ? [] : [`${file} may not be executed`]),
    ...(text(file).startsWith('#!/') ? [] : [`${file} does not say what runs it`]),
  ];
}

function entries(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function text(file: string): string {
  return readFileSync(file, 'utf8');
}
