import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const BIN = createRequire(import.meta.url).resolve(
  '@modelcontextprotocol/conformance/dist/index.js',
);

/**
 * Runs the conformance tool, keeping its results and everything it says under `outputDir`, and
 * answers with its exit code. `onLine` hears each line while the tool waits for it.
 */
export async function runTool(
  args: readonly string[],
  outputDir: string,
  onLine: (line: string) => void = () => {},
): Promise<number> {
  mkdirSync(outputDir, { recursive: true });
  const log = createWriteStream(join(outputDir, 'output.txt'));
  const tool = spawn(process.execPath, [BIN, ...args, '--output-dir', outputDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  for (const stream of [tool.stdout, tool.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      onLine(line);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    tool.once('error', reject);
    tool.once('close', resolve);
  });
  await new Promise<void>((resolve) => log.end(resolve));
  return code ?? 1;
}
