import type { McpServer } from '@modelcontextprotocol/server';

/** A tool `wait` that never ends by itself, and how often it was begun and given up. */
export function endlessTool() {
  let started = 0;
  let cancelled = 0;
  return {
    started: () => started,
    cancelled: () => cancelled,
    addTo(server: McpServer): void {
      server.registerTool('wait', { description: 'Never ends.' }, ({ mcpReq }) => {
        started += 1;
        const { promise, resolve } = Promise.withResolvers<{ content: [] }>();
        mcpReq.signal.addEventListener('abort', () => {
          cancelled += 1;
          resolve({ content: [] });
        });
        return promise;
      });
    },
  };
}
