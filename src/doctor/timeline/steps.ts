import type { RefusalReason } from '../../oauth/oauth-error.ts';

/** The steps of connecting, in the order in which a client takes them. */
export type StepKind =
  | 'challenge'
  | 'resource_metadata'
  | 'server_metadata'
  | 'registration'
  | 'authorize'
  | 'consent_page'
  | 'consent'
  | 'token'
  | 'call'
  | 'refresh';

/** What there is to say of a step beside its result: mostly why it was refused. */
export type StepDetail =
  | RefusalReason
  /** The client describes itself in a document, or was entered by the operator. */
  | 'document'
  | 'listed'
  /** The person is on the login page of their home. */
  | 'at_home'
  | 'unknown_host'
  | 'unknown_origin'
  | 'other_address'
  | 'too_many_requests'
  | 'trouble'
  | 'client_authentication'
  | 'foreign_token'
  | 'token_expired'
  | 'grant_ended'
  | 'scope'
  | 'denied'
  | 'other_browser'
  | 'form_expired'
  | SignInDetail
  | 'other';

/** Why a person could not prove who they are. */
export type SignInDetail =
  | 'sign_in_refused'
  | 'home_unreachable'
  | 'home_banned'
  | 'too_many_sign_ins'
  | 'sign_in_again';

export type StepResult = 'ok' | 'refused' | 'waiting';

/** One step of an attempt; the same step over and over is one that counts. Times in milliseconds since the epoch. */
export interface Step {
  /** Rises with every step that is noted, over all attempts. */
  readonly number: number;
  readonly kind: StepKind;
  readonly at: number;
  /** When it was seen last, and how often. */
  readonly lastAt: number;
  readonly times: number;
  readonly result: StepResult;
  readonly detail?: StepDetail;
  /** The name under which we were asked, where that is what is wrong. */
  readonly host?: string;
}

/** Who asks: an address, and the program as it calls itself. */
export interface Source {
  readonly address: string;
  /** Everybody may stand behind the address. */
  readonly shared: boolean;
  readonly agent: string;
}

/** A client as far as the timeline has to know it. */
export interface KnownClient {
  readonly id: string;
  readonly name: string;
  /** It returns to a server of its makers and not to a program on the person's machine. */
  readonly hosted: boolean;
  /** How it is known, where it did not register. */
  readonly by?: 'document' | 'listed';
}

/** One finished request that belongs to connecting. */
export interface Sight {
  readonly from: Source;
  readonly kind: StepKind;
  readonly result: StepResult;
  readonly detail?: StepDetail;
  readonly host?: string;
  readonly client?: KnownClient;
  /** SHA-256 of a consent form's handle. */
  readonly transactionId?: string;
  readonly grantId?: string;
}
