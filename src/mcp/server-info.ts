import { VERSION } from '../core/version.ts';

/** Who we are, as every answer of the newer protocol says (2026-07-28, `serverInfo`). */
export const SERVER_INFO = { name: 'latchkey', title: 'Latchkey', version: VERSION } as const;
