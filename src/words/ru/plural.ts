const rules = new Intl.PluralRules('ru');

/** A number with its noun in the form that Russian wants: 1 вызов, 2 вызова, 5 вызовов. */
export function counted(count: number, one: string, few: string, many: string): string {
  return `${count} ${formed(count, one, few, many)}`;
}

/** The form alone, for a noun or verb that does not stand beside its number. */
export function formed(count: number, one: string, few: string, many: string): string {
  const form = rules.select(count);
  return form === 'one' ? one : form === 'few' ? few : many;
}
