import type { ApprovedTools } from '../../src/upstreams/approved-tools.ts';
import type { OfferedTool } from '../../src/upstreams/offer.ts';

/** Approvals that are gone with the test. */
export function memoryApprovals(): ApprovedTools {
  const kept = new Map<string, Map<string, OfferedTool>>();
  return {
    approved: async (upstream) => new Map(kept.get(upstream)),
    approve: async (upstream, tools) => {
      const known = kept.get(upstream) ?? new Map<string, OfferedTool>();
      for (const tool of tools) known.set(tool.name, tool);
      kept.set(upstream, known);
    },
    forget: async (upstream) => void kept.delete(upstream),
  };
}
