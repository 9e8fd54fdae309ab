import { closeSync, writeSync } from 'node:fs';

/**
 * Tells whoever supervises us that we serve: a newline on the descriptor that it named, as s6 asks
 * for (https://skarnet.org/software/s6/notifywhenup.html). Nobody listening is no trouble of ours.
 */
export function tellReady(descriptor: string | undefined): void {
  // Below are input and output, which are nobody's to close.
  if (descriptor === undefined || !/^(?:[3-9]|[1-9]\d{1,3})$/.test(descriptor)) return;
  try {
    writeSync(Number(descriptor), '\n');
    closeSync(Number(descriptor));
  } catch {}
}
