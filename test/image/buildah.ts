import { join } from 'node:path';
import { output, run } from '../home/command.ts';
import { imageCache, imageLog } from './places.ts';

/** The images of these tests are apart from those of whoever owns the machine. */
function command(args: readonly string[]): string[] {
  const storage = join(imageCache(), 'storage');
  return ['buildah', '--root', storage, '--runroot', join(storage, 'run'), ...args];
}

/** Runs buildah to its end; what it says is in the log. */
export function buildah(...args: readonly string[]): Promise<void> {
  return run(command(args), imageLog());
}

/** What buildah prints, on one line. */
export async function asked(...args: readonly string[]): Promise<string> {
  return (await output(command(args), imageLog())).trim();
}

export function hasImage(name: string): Promise<boolean> {
  return asked('images', '--quiet', name).then(
    () => true,
    () => false,
  );
}
