/** Our own version, as the MCP server info, pages and logs show it; a test holds it to package.json. */
export const VERSION = '0.1.0';
