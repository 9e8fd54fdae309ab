import { refusal } from '../../oauth-error.ts';
import type { CodeRule } from './rule.ts';

/** A code belongs to the client it was issued to (OAuth 2.1 section 4.1.3, CVE-2026-28513). */
export const sameClient: CodeRule = ({ code, client }) =>
  code.request.clientId === client.id
    ? undefined
    : refusal('invalid_grant', 'the code was issued to another client', 'code_unknown');
