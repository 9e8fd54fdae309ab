import { refusal } from '../../oauth-error.ts';
import type { Rule } from '../draft.ts';

/** We always ask a person, so `prompt=none` cannot be met (OpenID Connect Core 3.1.2.6). */
export const personPresent: Rule = (draft) =>
  draft.parameters.prompt?.split(' ').includes('none') === true
    ? refusal('login_required', 'a person has to sign in')
    : undefined;
