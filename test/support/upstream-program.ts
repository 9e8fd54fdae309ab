import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { testServer } from './upstream-server.ts';

await testServer().connect(new StdioServerTransport());
