import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

const HEAD = `Latchkey is under the Apache License 2.0. This file is about the work of others that is part of
latchkey.mjs and the files beside it: each package with its version, its licence and the notices that
it asks to keep.`;

/**
 * The notices of packages, given their folders, and those that stand in comments of their code.
 * Throws for a package that names no licence: then nobody knows whether we may pass it on.
 */
export function thirdPartyNotices(folders: readonly string[], comments: string): string {
  return `${[HEAD, ...folders.map(noticeOf), comments.trim()].join(`\n\n${'-'.repeat(78)}\n\n`)}\n`;
}

function noticeOf(folder: string): string {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = manifest;
  if (license === undefined) throw new Error(`${name} ${version} names no licence`);
  const files = globSync('{LICENSE,LICENCE,COPYING,NOTICE,license,licence}*', { cwd: folder })
    .filter((file) => !file.includes('/'))
    .sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}
