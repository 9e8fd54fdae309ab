import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/client';

/** Why a question of an upstream's reached nobody: told to it, and to whoever called it. */
export class NotAsked extends ProtocolError {
  constructor(why: string) {
    super(ProtocolErrorCode.InvalidRequest, why);
  }
}
