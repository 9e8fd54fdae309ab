import { common } from './en/common.ts';
import { start } from './en/start.ts';

/** English, which every other language is a translation of. */
export const en = { common, start };
