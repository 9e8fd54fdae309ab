import { ok, type Result, refused } from '../core/result.ts';

/** Where the values that an operator refers to come from. */
export interface ReferenceValues {
  /** A variable of the environment; undefined when it is not set. */
  readonly variable: (name: string) => string | undefined;
  /** A secret that was entered on the settings page. */
  readonly secret: (name: string) => string | undefined;
}

const REFERENCE =
  /\$(?:(?<dollar>\$)|\{secret:(?<secret>[A-Za-z0-9_.-]+)\}|\{(?<variable>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<fallback>[^}]*))?\}|(?<broken>\{[^}]{0,40}\}?))/g;

/**
 * Fills in `${VAR}`, `${VAR:-default}` (for a variable that is unset or empty, as shells have it),
 * `${secret:NAME}` and `$$` for a dollar. What was filled in is never read again, so no value can
 * refer to another. Refused with the references that have no value, as they were written; a value is
 * never part of that.
 */
export function fillReferences(
  text: string,
  values: ReferenceValues,
): Result<string, readonly string[]> {
  const missing: string[] = [];
  const filled = text.replace(REFERENCE, (written, ...rest) => {
    const { dollar, secret, variable, fallback } = rest.at(-1) as Record<string, string>;
    if (dollar !== undefined) return '$';
    const value = lookUp(values, secret, variable, fallback);
    if (value === undefined) missing.push(written);
    return value ?? '';
  });
  return missing.length === 0 ? ok(filled) : refused([...new Set(missing)]);
}

/** Fills in every text of a list, or of an object's values. */
export function fillAll<T extends readonly string[] | Readonly<Record<string, string>>>(
  texts: T,
  values: ReferenceValues,
): Result<T, readonly string[]> {
  const missing: string[] = [];
  const fill = (text: string) => {
    const filled = fillReferences(text, values);
    if (!filled.ok) missing.push(...filled.error);
    return filled.ok ? filled.value : '';
  };
  const filled = Array.isArray(texts)
    ? texts.map(fill)
    : Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]));
  return missing.length === 0 ? ok(filled as unknown as T) : refused([...new Set(missing)]);
}

function lookUp(
  values: ReferenceValues,
  secret: string | undefined,
  variable: string | undefined,
  fallback: string | undefined,
): string | undefined {
  if (secret !== undefined) return values.secret(secret);
  if (variable === undefined) return undefined;
  const value = values.variable(variable);
  return fallback !== undefined && (value === undefined || value === '') ? fallback : value;
}
