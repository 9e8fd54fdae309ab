const LONGEST_MESSAGE = 1_000;
const MOST_LINES = 20;

/** Controls and what has no form that people know. */
const CONTROLS = /[\p{Cc}\p{Co}\p{Cn}\u2028\u2029]+/gu;

/** Marks that turn the direction of writing or cannot be seen: they join what they stand between. */
const UNSEEN = /\p{Cf}+/gu;

/** Words of the languages that Latchkey speaks for what a household must not tell a server. */
const SECRET =
  /passw|passcode|passphrase|kennwort|contraseñ|contrasen|mot de passe|wachtwoord|парол|\bpins?\b|пин[- ]?код|\btans?\b|\botp\b|\b2fa\b|\bmfa\b|one[- ]time|einmal|verification code|security code|secret|geheim|\btokens?\b|api ?key|private key|access key|credential|seed phrase|recovery (?:code|phrase|key)|credit ?card|card number|\bcv[vc]2?\b|\biban\b/iu;

/** A text in one line, with nothing in it that cannot be seen. */
export function oneLine(text: string): string {
  return text.replace(UNSEEN, '').replace(CONTROLS, ' ').replace(/\s+/gu, ' ').trim();
}

/** Somebody else's words as a quotation: each line is marked, so none can pass for ours. */
export function quoted(text: string): string {
  const lines = text
    .slice(0, LONGEST_MESSAGE)
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
    .map(oneLine)
    .filter((line) => line !== '');
  const shown = lines.slice(0, MOST_LINES).map((line) => `> ${line}`);
  const isCut = text.length > LONGEST_MESSAGE || lines.length > MOST_LINES;
  return [...shown, ...(isCut ? ['> …'] : [])].join('\n');
}

/** Whether any of these words are about a secret, however they are joined to names. */
export function asksForSecret(texts: readonly string[]): boolean {
  const words = texts.map((text) =>
    oneLine(text)
      .normalize('NFKC')
      .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
      .replace(/[_.]+/g, ' '),
  );
  return words.some((text) => SECRET.test(text));
}
