/** A row as a driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

function wrongType(column: string): TypeError {
  return new TypeError(`column ${column} does not hold what the schema says`);
}

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw wrongType(column);
  return value;
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw wrongType(column);
  return value;
}

/** `{ [field]: text }`, or nothing for NULL, so that an absent field stays absent. */
export function optionalText<F extends string>(
  row: Row,
  column: string,
  field: F,
): { readonly [K in F]?: string } {
  return row[column] === null ? {} : ({ [field]: text(row, column) } as { [K in F]: string });
}

/** `{ [field]: number }`, or nothing for NULL. */
export function optionalInteger<F extends string>(
  row: Row,
  column: string,
  field: F,
): { readonly [K in F]?: number } {
  return row[column] === null ? {} : ({ [field]: integer(row, column) } as { [K in F]: number });
}

/** One of a closed set of words. */
export function word<W extends string>(row: Row, column: string, words: readonly W[]): W {
  const value = text(row, column);
  const found = words.find((candidate) => candidate === value);
  if (found === undefined) throw wrongType(column);
  return found;
}

/** A list of strings, kept as JSON. */
export function list(row: Row, column: string): readonly string[] {
  return JSON.parse(text(row, column)) as string[];
}
