import { closeSync, lstatSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a command inside another root sees of the host: host path to the path inside. */
export type Views = Readonly<Record<string, string>>;

// The mounts belong to the command's own namespace: they end with it, whatever ends it.
const ENTER = `
root=$1; shift
while [ "$1" != -- ]; do mount --rbind "$1" "$root$2"; shift 2; done
shift
exec chroot "$root" "$@"
`;

/**
 * The command line that runs a command in its own mount and process namespaces. Everything it
 * starts dies with it, and it dies with us, so that not even SIGKILL leaves anything behind.
 */
export function contained(argv: string[]): string[] {
  return [...withUs(), 'unshare', '--mount-proc', '--pid', '--fork', '--kill-child', ...argv];
}

/**
 * The command line that runs a command inside another root, with /proc and /dev. The command
 * replaces its helpers, so that a signal sent to it reaches it.
 */
export function inRoot(root: string, views: Views, argv: string[]): string[] {
  const seen = { '/proc': '/proc', '/dev': '/dev', ...views };
  const mounts = Object.entries(seen).flatMap(([outside, inside]) => {
    makeMountPoint(root, outside, inside);
    return [outside, inside];
  });
  const own = ['unshare', '--mount', '--propagation', 'private'];
  return [...withUs(), ...own, 'sh', '-euc', ENTER, 'sh', root, ...mounts, '--', ...argv];
}

function withUs(): string[] {
  return ['setpriv', '--pdeathsig', 'KILL'];
}

function makeMountPoint(root: string, outside: string, inside: string): void {
  const target = join(root, inside);
  // A link would be followed on the host and not inside the root.
  if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(target);
  if (statSync(outside).isDirectory()) {
    mkdirSync(target, { recursive: true });
    return;
  }
  mkdirSync(dirname(target), { recursive: true });
  closeSync(openSync(target, 'a'));
}
