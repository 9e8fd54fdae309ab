import { relative } from 'node:path';

/** As much of an event of the test runner as the report needs. */
interface Told {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly file?: string;
    readonly message?: string;
    readonly details?: { readonly type?: string };
  };
}

interface Fault {
  readonly name: string;
  readonly held: boolean;
  readonly figures: string[];
}

/**
 * A reporter of the test runner: one line for each fault, with what was done, what held, and the
 * figures that the test told of it.
 */
export default async function* report(source: AsyncIterable<Told>): AsyncGenerator<string> {
  const files = new Map<string, Fault[]>();
  for await (const { type, data } of source) {
    if (data.file === undefined) continue;
    const faults = files.get(data.file) ?? [];
    files.set(data.file, faults);
    if (type === 'test:diagnostic') {
      faults.at(-1)?.figures.push(data.message ?? '');
    } else if (type === 'test:pass' || type === 'test:fail') {
      if (data.details?.type === 'suite') continue;
      faults.push({ name: data.name ?? '', held: type === 'test:pass', figures: [] });
    }
  }
  yield '# Faults: what was done, and what held\n';
  for (const file of [...files.keys()].sort()) {
    yield `\n## ${relative(process.cwd(), file)}\n\n`;
    for (const { name, held, figures } of files.get(file) ?? []) {
      const more = figures.length === 0 ? '' : ` (${figures.join('; ')})`;
      yield `- ${held ? 'held' : 'DID NOT HOLD'}: ${name}${more}\n`;
    }
  }
}
