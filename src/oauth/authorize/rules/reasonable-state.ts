import { refusal } from '../../oauth-error.ts';
import type { Rule } from '../draft.ts';

const LONGEST_STATE = 2_048;

/** `state` is kept until the person answers, so it may not be of any size. */
export const reasonableState: Rule = (draft) =>
  (draft.parameters.state?.length ?? 0) > LONGEST_STATE
    ? refusal('invalid_request', 'state is longer than 2048 characters')
    : undefined;
