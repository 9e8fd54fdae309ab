/** A form field in what every client can show (MCP 2025-11-25, Elicitation: primitive schemas). */
export type FieldSchema = Readonly<Record<string, unknown>>;

/** A question to the person behind a call, with nothing in it that was not looked at. */
export interface Form {
  readonly message: string;
  readonly requestedSchema: {
    readonly type: 'object';
    readonly properties: Readonly<Record<string, FieldSchema>>;
    readonly required?: readonly string[];
  };
}

export type FieldValue = string | number | boolean | readonly string[];

/** What a person said to a form. */
export interface Said {
  readonly action: 'accept' | 'decline' | 'cancel';
  readonly content?: Readonly<Record<string, unknown>>;
}

/** Something an upstream tells of its work, within bounds and with its name on it. */
export interface LogLine {
  readonly level: LogLevel;
  readonly logger: string;
  readonly data: unknown;
}

/** From the least important to the most (RFC 5424). */
export const LOG_LEVELS = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency',
] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** What an upstream can reach of whoever called it, in the middle of that call. */
export interface CallerSide {
  /** Asks the person; absent where their client shows no questions. Ends when the signal does. */
  readonly ask?: (form: Form, signal: AbortSignal) => Promise<Said>;
  /** What the caller wants to hear of the work; absent when they want nothing. */
  readonly logLevel?: LogLevel;
  readonly log?: (line: LogLine) => void;
}
