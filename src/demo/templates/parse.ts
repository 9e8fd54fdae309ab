/** What stands in a template: text as it is, or something to print. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly value: Expression };

export type Expression =
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Expression[] };

/** The template is not well formed; the message is Jinja's, with the name of its error. */
export class TemplateError extends Error {}

const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...['true', 'True'].map((name) => [name, true] as const),
  ...['false', 'False'].map((name) => [name, false] as const),
  ...['none', 'None'].map((name) => [name, null] as const),
]);

const TOKEN = /\s*(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(}}|\S)|$)/y;

interface Token {
  readonly kind: 'string' | 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
}

/**
 * Reads a template of the small part of Jinja that the demo home knows: text, and printed constants,
 * names and calls.
 */
export function parseTemplate(template: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < template.length) {
    const statement = template.indexOf('{%', at);
    const open = template.indexOf('{{', at);
    if (statement >= 0 && (open < 0 || statement < open)) {
      fail('the demo home knows no statements.');
    }
    const until = open < 0 ? template.length : open;
    if (until > at) parts.push({ kind: 'text', text: template.slice(at, until) });
    if (open < 0) break;
    const print = new Print(template, open + 2);
    parts.push({ kind: 'print', value: print.read() });
    at = print.at;
  }
  return parts;
}

/** Reads from after `{{` to after `}}`. */
class Print {
  at: number;
  readonly #template: string;
  #next: Token;

  constructor(template: string, at: number) {
    this.#template = template;
    this.at = at;
    this.#next = this.#token();
  }

  read(): Expression {
    const value = this.#expression();
    if (this.#next.text === '|' && this.#next.kind === 'sign') {
      this.#next = this.#token();
      throw new TemplateError(`TemplateAssertionError: No filter named '${this.#next.text}'.`);
    }
    if (!this.#isSign('}}')) this.#unexpected('end of print statement');
    return value;
  }

  #expression(): Expression {
    const { kind, text } = this.#next;
    if (kind === 'sign' || kind === 'end') this.#unexpected();
    this.#next = this.#token();
    if (kind === 'string') return { kind: 'literal', value: text };
    if (kind === 'number') return { kind: 'literal', value: Number(text) };
    if (CONSTANTS.has(text)) return { kind: 'literal', value: CONSTANTS.get(text) };
    return this.#isSign('(')
      ? { kind: 'call', name: text, given: this.#given() }
      : { kind: 'name', name: text };
  }

  #given(): readonly Expression[] {
    const given: Expression[] = [];
    this.#next = this.#token();
    while (!this.#isSign(')')) {
      if (given.length > 0) {
        if (!this.#isSign(',')) this.#unexpected(',');
        this.#next = this.#token();
      }
      given.push(this.#expression());
    }
    this.#next = this.#token();
    return given;
  }

  #isSign(text: string): boolean {
    return this.#next.kind === 'sign' && this.#next.text === text;
  }

  #token(): Token {
    TOKEN.lastIndex = this.at;
    const [, single, double, number, name, sign] = TOKEN.exec(this.#template) ?? [];
    this.at = TOKEN.lastIndex;
    const string = single ?? double;
    if (string !== undefined) return { kind: 'string', text: string };
    if (number !== undefined) return { kind: 'number', text: number };
    if (name !== undefined) return { kind: 'name', text: name };
    return sign === undefined ? { kind: 'end', text: '' } : { kind: 'sign', text: sign };
  }

  #unexpected(wanted?: string): never {
    const { kind, text } = this.#next;
    const closing = kind === 'sign' && text === '}}';
    const what = closing ? 'end of print statement' : text;
    if (kind === 'end') fail(`unexpected end of template, expected '${wanted ?? 'expression'}'.`);
    if (wanted === undefined) fail(`Expected an expression, got '${what}'`);
    if (wanted === ',' && closing) fail("unexpected '}', expected ')'");
    fail(`expected token '${wanted}', got '${what}'`);
  }
}

function fail(message: string): never {
  throw new TemplateError(`TemplateSyntaxError: ${message}`);
}
