import type { OfferedTool } from './offer.ts';

/** Where approved tools are kept: whole, so that they are listed before an upstream is awake. */
export interface ApprovedTools {
  /** Those of one upstream by name, in the order they were approved; empty for one never asked. */
  approved(upstream: string): Promise<ReadonlyMap<string, OfferedTool>>;
  /** Replaces what was approved under the same names. */
  approve(upstream: string, tools: readonly OfferedTool[], now: number): Promise<void>;
  /** Forgets an upstream that is no longer there. */
  forget(upstream: string): Promise<void>;
}
