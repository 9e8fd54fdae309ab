/** Long enough, and mixed enough, that nobody chose it for being read. */
const KEY = /^(?=.*\d)(?=.*[A-Za-z])[\w.~-]{16,}$/;

/**
 * Splits an address where it stops being one for everybody's eyes: some servers take whoever knows
 * the end of their address for one of theirs. Undefined when nothing in it looks like a key.
 */
export function secretAddress(
  url: string,
): { readonly open: string; readonly secret: string } | undefined {
  const [, open, secret] = /^([a-z]+:\/\/[^/?#]+\/)(.+)$/i.exec(url) ?? [];
  if (open === undefined || secret === undefined) return undefined;
  // What refers to secrets already is kept as it was written.
  if (secret.includes('${')) return undefined;
  return secret.split(/[/?&=#]/).some((part) => KEY.test(part)) ? { open, secret } : undefined;
}
