/** The fields of a query or form: those sent more than once as a list, a malformed one as null. */
export type FormFields = Record<string, string | string[] | null>;

/**
 * Reads application/x-www-form-urlencoded (WHATWG URL section 5.1), but where that would let a
 * malformed escape through as text, the field is null and so can be refused by name. Never throws.
 */
export function parseForm(text: string): FormFields {
  // No prototype, so that no name means anything but itself.
  const fields = Object.create(null) as FormFields;
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const name = decode(pair.slice(0, at)) ?? '';
    const value = decode(pair.slice(at + 1));
    const before = fields[name];
    if (before === undefined) fields[name] = value;
    else if (before === null || value === null) fields[name] = null;
    else if (typeof before === 'string') fields[name] = [before, value];
    else before.push(value);
  }
  return fields;
}

function decode(text: string): string | null {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return null;
  }
}
