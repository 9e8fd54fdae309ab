import type { CompanionProblem, CompanionState } from '../../companion/folder.ts';
import type { CompanionInHome } from '../../companion/in-home.ts';

/** What is known of the companion, from its files and from Home Assistant. */
export interface CompanionFacts {
  /** Its files, or why they cannot be looked at. */
  readonly files: CompanionState | CompanionProblem;
  readonly filesVersion: string | undefined;
  /** The version that this Latchkey brings. */
  readonly shippedVersion: string | undefined;
  /** Undefined while Home Assistant does not say. */
  readonly inHome: CompanionInHome | undefined;
  /** Whether one of our addresses leads through it. */
  readonly hasDoor: boolean;
  /** Whether a request came through it since we started. */
  readonly heard: boolean;
}

/** The one thing to do next, in the order in which each makes the next possible. */
export type CompanionStep =
  | 'install'
  | 'byHand'
  | 'notAllowed'
  | 'failed'
  | 'update'
  | 'updateByHand'
  | 'restart'
  | 'restartGone'
  | 'unknown'
  | 'add'
  | 'address'
  | 'quiet'
  | 'works';

/** Judges how far the companion is. */
export function companionStep(facts: CompanionFacts): CompanionStep {
  const { files, filesVersion, inHome } = facts;
  switch (files) {
    case 'absent':
      return inHome?.version === undefined ? 'install' : 'restartGone';
    case 'stale':
      return 'update';
    case 'current':
      if (inHome === undefined) return 'unknown';
      return inHome.version === filesVersion ? opened(inHome, facts) : 'restart';
    default:
      return unseen(files, facts);
  }
}

/** Where the files are out of our reach, what Home Assistant says of them is all we know. */
function unseen(problem: CompanionProblem, facts: CompanionFacts): CompanionStep {
  const { inHome, shippedVersion } = facts;
  if (inHome?.version !== undefined) {
    const fits = shippedVersion === undefined || inHome.version === shippedVersion;
    return fits ? opened(inHome, facts) : 'updateByHand';
  }
  if (problem === 'not_allowed') return 'notAllowed';
  return problem === 'failed' ? 'failed' : 'byHand';
}

function opened(inHome: CompanionInHome, { hasDoor, heard }: CompanionFacts): CompanionStep {
  if (!inHome.open) return 'add';
  if (!hasDoor) return 'address';
  return heard ? 'works' : 'quiet';
}
