import { refusal } from '../../oauth-error.ts';
import type { CodeRule } from './rule.ts';

export const notExpired: CodeRule = ({ code, now }) =>
  now < code.expiresAt
    ? undefined
    : refusal('invalid_grant', 'the code has expired', 'code_expired');
