/** A value the way Python prints it, because Home Assistant's messages do. */
export function pythonValue(value: unknown): string {
  if (value === undefined || value === null) return 'None';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).map(([key, part]) => `'${key}': ${pythonValue(part)}`);
  return `{${entries.join(', ')}}`;
}
