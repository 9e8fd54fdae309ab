import type { Home } from '../../../src/home/home.ts';
import type { Archive } from '../../../src/tools/archive.ts';
import type { Tool, ToolAnswer } from '../../../src/tools/tool.ts';
import type { HomeUnderTest } from '../../support/home-under-test.ts';

/** A running home with both its people connected, for the families of tools to act in. */
export interface Stage {
  readonly place: HomeUnderTest;
  /** An administrator. */
  readonly ada: Home;
  /** Not an administrator. */
  readonly ben: Home;
  readonly archive: Archive;
  /** Calls a tool as it would be called over MCP, but for policy; as Ben unless told. */
  use(tool: Tool, args: unknown, home?: Home): Promise<ToolAnswer>;
}

/** Registers a family's tests; the stage is there once they run. */
export type Family = (stage: () => Stage, kind: HomeUnderTest['kind']) => void;
