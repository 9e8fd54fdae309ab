/** What a command has of the terminal, or of the script, that called it. */
export interface Shell {
  /** Where the data lies when nobody says. Rejects with `config_unsafe`. */
  readonly dataDir: () => Promise<string>;
  readonly print: (text: string) => void;
  /** For people, beside the output: problems, questions, progress. */
  readonly complain: (text: string) => void;
  readonly input: NodeJS.ReadStream;
  /** Where a question is asked, without an end of line. */
  readonly prompt: (text: string) => void;
}

/** How a command ended, for scripts. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** The arguments make no sense; help says what would. */
  misused: 2,
  /** No Latchkey runs on that data. */
  notRunning: 3,
} as const;
