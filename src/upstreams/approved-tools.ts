import type { Store } from '../store/contract.ts';

/** Where approved tools are kept: whole, so that they are listed before an upstream is awake. */
export type ApprovedTools = Pick<
  Store,
  'approvedTools' | 'approveTools' | 'withdrawTool' | 'forgetUpstream' | 'forgetUpstreamsBut'
>;
