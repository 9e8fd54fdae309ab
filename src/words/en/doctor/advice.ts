/** What was found, in one sentence, and what to do about it in another; empty when nothing is to do. */
export interface Advice {
  readonly sentence: string;
  readonly fix: string;
}
