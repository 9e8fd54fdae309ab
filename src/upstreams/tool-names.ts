import { createHash } from 'node:crypto';

/** The most characters every assistant takes in a tool's name. */
const LONGEST = 64;
const SEPARATOR = '__';
const MARK = 8;

/**
 * What an upstream's tool, or prompt, is called here: behind the upstream's own name, so that no two
 * upstreams meet, in the characters and the length every assistant takes. What had to be changed for
 * that ends in a mark of the name it had, so two that become alike stay two.
 */
export function namespaced(upstream: string, name: string): string {
  const prefix = `${upstream}${SEPARATOR}`;
  const plain = name.replace(/[^A-Za-z0-9_-]/g, '_');
  if (plain === name && prefix.length + plain.length <= LONGEST && plain !== '') {
    return prefix + plain;
  }
  const mark = createHash('sha256').update(name).digest('hex').slice(0, MARK);
  const room = LONGEST - prefix.length - MARK - 1;
  return `${prefix}${plain.slice(0, room)}_${mark}`;
}
