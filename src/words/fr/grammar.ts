/** “de” before a name, which loses its vowel before another: « d’Ada », « de Claude ». */
export function of(name: string): string {
  return /^[aeiou]/i.test(name.normalize('NFD')) ? `d’${name}` : `de ${name}`;
}

/** A number and what it counts; in French none is singular too. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count < 2 ? one : many}`;
}
