const UTF8 = new TextDecoder();

/**
 * A JSON answer that came whole, as `fetch` gives it. To read it needs no stream, which would cost more
 * than all the rest of a small answer.
 */
export class WholeJson extends Response {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>, headers: Headers) {
    super(null, { headers });
    this.#bytes = bytes;
  }

  // What `Response` is declared to have cannot be overridden as methods are.
  static {
    const reads = <T>(read: (whole: WholeJson) => T) => ({
      configurable: true,
      async value(this: WholeJson) {
        return read(this);
      },
    });
    const asStream = (whole: WholeJson) => new Response(whole.#bytes);
    Object.defineProperties(WholeJson.prototype, {
      text: reads((whole) => UTF8.decode(whole.#bytes)),
      json: reads((whole): unknown => JSON.parse(UTF8.decode(whole.#bytes))),
      bytes: reads((whole) => whole.#bytes.slice()),
      arrayBuffer: reads((whole) => whole.#bytes.slice().buffer),
      blob: reads((whole) => asStream(whole).blob()),
      body: {
        configurable: true,
        get(this: WholeJson) {
          return asStream(this).body;
        },
      },
      clone: {
        configurable: true,
        value(this: WholeJson) {
          return new WholeJson(this.#bytes, this.headers);
        },
      },
    });
  }
}
