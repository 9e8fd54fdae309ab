import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

/**
 * A program with the habits of real ones, by its arguments: it writes its process id into a file, then
 * `tidy` serves, `older` speaks the older era alone and hears nothing else, `noisy` does so with other
 * things on its standard output, and `brief` ends as soon as it is started.
 */
const [habit = 'tidy', file = ''] = process.argv.slice(2);
appendFileSync(file, `${process.pid}\n`);

if (habit === 'brief') process.exit(1);
else if (habit === 'tidy') serveStdio(modern);
else olderOnly();

function modern(): McpServer {
  const server = new McpServer({ name: 'odd', version: '1.0.0' });
  server.registerTool('pid', { description: 'Its process.' }, () => text(String(process.pid)));
  server.registerTool('die', { description: 'Ends it.' }, () => process.exit(1));
  server.registerTool('grow', { description: 'Adds a tool.' }, () => {
    server.registerTool('grown', { description: 'New.' }, () => text('grown'));
    return text('grew');
  });
  return server;
}

function text(said: string) {
  return { content: [{ type: 'text' as const, text: said }] };
}

function olderOnly(): void {
  const noise = () => {
    if (habit === 'noisy') process.stdout.write('Listening…\n{"level":"info"}\n\n[1,2]\n');
  };
  noise();
  createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, method, params } = JSON.parse(line);
    noise();
    const answer = (result: object) =>
      process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`);
    if (method === 'initialize') {
      answer({
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: 'odd', version: '1.0.0' },
      });
    }
    if (method === 'tools/call') answer(text(String(process.pid)));
    noise();
  });
}
