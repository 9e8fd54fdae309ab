import type { Name } from './names.ts';
import { unsafe } from './unsafe.ts';

/** What was said, and the name of the line that said it. */
export interface Said {
  readonly value: string;
  readonly line: string;
  /** Whether the environment said it, rather than the app's options, which have defaults. */
  readonly byEnvironment: boolean;
}

/** Looks settings up: the environment first, by any of a name's spellings, then the app's options. */
export interface Sources {
  /** What was said about this; undefined for nothing or an empty value. */
  find(name: Name): Said | undefined;
  /** One variable of the environment alone. */
  environment(variable: string): Said | undefined;
  /** One sentence the operator should read. */
  warn(sentence: string): void;
}

/**
 * Joins the environment and the parsed options file. `find` throws `config_unsafe` when two names
 * of one setting disagree, and warns once for every old name in use.
 */
export function openSources(env: NodeJS.ProcessEnv, options: unknown, warnings: string[]): Sources {
  const optionValues = asOptions(options);

  function environment(variable: string): Said | undefined {
    const value = env[variable]?.trim();
    if (value === undefined || value === '') return undefined;
    return { value, line: variable, byEnvironment: true };
  }

  return {
    environment,
    find(name) {
      const old = name.oldNames.flatMap((oldName) => environment(oldName) ?? []);
      for (const { line } of old) {
        warnings.push(`${line} is an old name of ${name.env}: it still works, please rename it.`);
      }
      const [first, ...others] = [environment(name.env) ?? [], ...old].flat();
      const other = others.find(({ value }) => value !== first?.value);
      if (first !== undefined && other !== undefined) {
        throw unsafe(`${first.line} and ${other.line} disagree: remove ${other.line}`);
      }
      return first ?? option(optionValues, name.option);
    },
    warn: (sentence) => warnings.push(sentence),
  };
}

function asOptions(options: unknown): Readonly<Record<string, unknown>> {
  if (options === undefined || options === null) return {};
  if (typeof options !== 'object' || Array.isArray(options)) {
    throw unsafe('The options file must hold one JSON object of options');
  }
  return { ...options };
}

/**
 * Lists are joined by commas and lists of objects written as JSON, so that options and environment
 * have one form from here on.
 */
function option(options: Readonly<Record<string, unknown>>, key: string): Said | undefined {
  const given = options[key];
  if (Array.isArray(given) && given.length > 0 && given.every((one) => one instanceof Object)) {
    const value = JSON.stringify(given);
    return { value, line: `the option ${key}`, byEnvironment: false };
  }
  const parts = Array.isArray(given) ? given : [given];
  const texts = parts.map((part: unknown) => {
    if (part === undefined || part === null) return '';
    if (typeof part === 'string') return part.trim();
    if (typeof part === 'number' || typeof part === 'boolean') return String(part);
    throw unsafe(`The option ${key} must be a text, a number, true or false, or a list of texts`);
  });
  const value = texts.filter((text) => text !== '').join(',');
  return value === '' ? undefined : { value, line: `the option ${key}`, byEnvironment: false };
}
