import { frontDoor } from '../../../net/front-doors.ts';
import { refusal } from '../../oauth-error.ts';
import { resourceOf } from '../../resource.ts';
import type { CodeRule } from './rule.ts';

/** The token is for the resource the person agreed to, not for a wider one (RFC 8707 section 2.2). */
export const sameResource: CodeRule = ({ code, parameters }) => {
  const asked = resourceOf(parameters.resource, frontDoor(code.request.issuer));
  return asked.ok && asked.value === code.request.resource
    ? undefined
    : refusal('invalid_target', 'resource differs from the authorization request', 'resource');
};
