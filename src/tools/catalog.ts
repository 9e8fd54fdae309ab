import { callService } from './call-service.ts';
import { findEntities } from './find-entities.ts';
import { getState } from './get-state.ts';
import { homeOverview } from './home-overview.ts';
import type { Tool } from './tool.ts';

/** Every Home Assistant tool, in the order clients see them. */
export const TOOLS: readonly Tool[] = [homeOverview, findEntities, getState, callService];
