/** What the translations of an error need, as Home Assistant sends it along. */
export interface Translation {
  readonly domain: string;
  readonly key: string;
  readonly placeholders?: Readonly<Record<string, string>>;
}

/** A refusal that goes over the websocket with its code. */
export class CommandError extends Error {
  readonly code: string;
  readonly translation: Translation | undefined;

  constructor(code: string, message: string, translation?: Translation) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
    this.translation = translation;
  }
}

/** What was asked is not of the form the command takes. */
export function invalidFormat(message: string): CommandError {
  return new CommandError('invalid_format', message);
}

/** Only an administrator may ask this. */
export function unauthorized(): CommandError {
  return new CommandError('unauthorized', 'Unauthorized');
}

/** A service does not take what it was given; the prefix is Home Assistant's own. */
export function serviceValidation(message: string, translation: Translation): CommandError {
  return new CommandError('service_validation_error', `Validation error: ${message}`, translation);
}

/** A service tried and could not. */
export function homeAssistantError(message: string, translation?: Translation): CommandError {
  return new CommandError('home_assistant_error', message, translation);
}

/** The error part of a websocket answer. */
export function errorBody(error: CommandError): Record<string, unknown> {
  const { translation } = error;
  return {
    code: error.code,
    message: error.message,
    ...(translation === undefined
      ? {}
      : {
          translation_key: translation.key,
          translation_domain: translation.domain,
          translation_placeholders: translation.placeholders ?? null,
        }),
  };
}
