import { join } from 'node:path';

/** The system cuts longer ones off (`sun_path`: 108 bytes on Linux, 104 on others). */
const LONGEST = 100;

/** Where the control socket of a Latchkey lies. */
export function socketPath(dataDir: string): string {
  return join(dataDir, 'control.sock');
}

/** Why there can be no socket at a path; undefined when there can. */
export function pathFault(path: string): string | undefined {
  const length = Buffer.byteLength(path);
  if (length <= LONGEST) return undefined;
  return `${path} is ${length} bytes long, and the address of a socket at most ${LONGEST}: choose a shorter MCP_DATA_DIR to use Latchkey's commands.`;
}
