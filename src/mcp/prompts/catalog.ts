import { automationHelper } from './automation-helper.ts';
import { energyReview } from './energy-review.ts';
import { morningSummary } from './morning-summary.ts';
import type { Prompt } from './prompt.ts';

/** Every prompt, in the order clients see them. */
export const PROMPTS: readonly Prompt[] = [morningSummary, energyReview, automationHelper];
