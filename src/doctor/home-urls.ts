/** A page of every home that needs no login, so that asking for it never counts as a wrong one. */
export function manifestUrl(home: string): string {
  return `${home}/manifest.json`;
}
