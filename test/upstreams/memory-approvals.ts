import type { ApprovedTools } from '../../src/upstreams/approved-tools.ts';
import type { OfferedTool } from '../../src/upstreams/offer.ts';

/** Approvals that are gone with the test. */
export function memoryApprovals(): ApprovedTools {
  const kept = new Map<string, Map<string, OfferedTool>>();
  return {
    approvedTools: async (upstream) => {
      const known = kept.get(upstream);
      return known && new Map(known);
    },
    approveTools: async (upstream, tools) => {
      const known = kept.get(upstream) ?? new Map<string, OfferedTool>();
      for (const tool of tools) known.set(tool.name, tool);
      kept.set(upstream, known);
    },
    withdrawTool: async (upstream, name) => void kept.get(upstream)?.delete(name),
    forgetUpstream: async (upstream) => void kept.delete(upstream),
    forgetUpstreamsBut: async (upstreams) => {
      for (const name of kept.keys()) if (!upstreams.includes(name)) kept.delete(name);
    },
  };
}
