import type { RefusalAnswer } from './answers.ts';

export type RefusalCode =
  | 'unknown_connection'
  | 'connection_failed'
  | 'not_waiting'
  | 'not_in_use'
  | 'invalid_secret'
  | 'unknown_secret'
  | 'sign_in_unavailable'
  | 'unknown_grant'
  | 'unknown_client'
  | 'listed_client'
  | 'unknown_machine'
  | 'machine_refused'
  | 'keys_configured'
  | 'invalid_request'
  | 'unknown_command'
  | 'server_error'
  | 'unexpected_answer';

/** Something that was asked at the control socket and not done, with the sentence that says why. */
export class ControlRefusal extends Error implements RefusalAnswer {
  readonly error: RefusalCode;

  constructor(error: RefusalCode, sentence: string) {
    super(sentence);
    this.name = 'ControlRefusal';
    this.error = error;
  }

  get sentence(): string {
    return this.message;
  }
}
