/** Who makes a request, once proven: the person whose home it is, through a client, by a grant. */
export interface Principal {
  readonly kind: 'person';
  readonly grantId: string;
  readonly clientId: string;
  readonly home: string;
  readonly personId: string;
  readonly credentialId: string;
  readonly scope: readonly string[];
  /** When the token that proved it ends, in milliseconds since the epoch. */
  readonly expiresAt: number;
}
