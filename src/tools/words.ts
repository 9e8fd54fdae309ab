/** No letter beyond a to z. */
const PLAIN = /^[ -~]*$/;

/** Text as people compare it: lower case, without accents, punctuation as single blanks. */
export function normalize(text: string): string {
  // Nearly every name is plain, and a big home has thousands of them.
  if (PLAIN.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
