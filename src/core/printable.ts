/** A stranger's words: nothing of them may move a terminal's cursor or turn its text around. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?');
}
