import { basename, dirname } from 'node:path';

/** Files of a repository that the Supervisor would take for something they are not. */
export function mistakenFiles(files: readonly string[]): string[] {
  return files.filter((file) => {
    const stem = /^(config|build|repository)\.(?:ya?ml|json)$/.exec(basename(file))?.[1];
    if (stem === undefined) return false;
    // Searched for in hidden folders, too: a workflow called build.yaml is read as one.
    if (stem === 'build') return true;
    if (stem === 'repository') return file !== 'repository.yaml';
    const folders = dirname(file).split('/');
    const skipped = folders.some((one) => one === 'rootfs' || (one.startsWith('.') && one !== '.'));
    return !skipped && file !== 'config.yaml';
  });
}
