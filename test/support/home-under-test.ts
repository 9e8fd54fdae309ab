/** A person who lives in a home under test, with a long-lived access token. */
export interface TestPerson {
  readonly name: string;
  readonly administrator: boolean;
  readonly token: string;
}

/** A running Home Assistant that tests may use and change: our demo home or the real one. */
export interface HomeUnderTest {
  readonly kind: 'demo' | 'real';
  readonly version: string;
  /** Origin without a trailing slash. */
  readonly url: string;
  /** The first is an administrator, the second is not. */
  readonly people: readonly [TestPerson, TestPerson];
  stop(): Promise<void>;
}
