import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../home/cache.ts';

export const CHECKOUT = join(import.meta.dirname, '../..');

/** Where stand-ins, images and the log of making them lie. */
export function imageCache(): string {
  const folder = join(cacheFolder(), 'image');
  mkdirSync(folder, { recursive: true });
  return folder;
}

export const imageLog = () => join(imageCache(), 'log');

/** The two kinds of machine that Home Assistant's images are made for. */
export type Architecture = 'amd64' | 'arm64';

/** The one that this machine runs without help. */
export const OWN: Architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
