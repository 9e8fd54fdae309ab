/** Reads the few things a selftest needs out of our own pages; not a parser for others'. */

export interface HtmlForm {
  readonly action: string;
  readonly inputs: readonly Attributes[];
  readonly buttons: readonly Attributes[];
}

export type Attributes = Readonly<Record<string, string>>;

/** The first form of a page that posts. */
export function postForm(html: string): HtmlForm | undefined {
  for (const [, opening = '', inside = ''] of html.matchAll(
    /<form\b([^>]*)>([\s\S]*?)<\/form>/gi,
  )) {
    const form = attributes(opening);
    if (form.method?.toLowerCase() !== 'post') continue;
    return {
      action: form.action ?? '',
      inputs: tags(inside, 'input'),
      buttons: tags(inside, 'button'),
    };
  }
  return undefined;
}

/** Where a page moves on to by itself, and where its link leads. */
export function onward(html: string): { readonly refresh?: string; readonly link?: string } {
  const meta = tags(html, 'meta').find((one) => one['http-equiv']?.toLowerCase() === 'refresh');
  const refresh = /^\s*\d+\s*;\s*url=(.*)$/i.exec(meta?.content ?? '')?.[1];
  const link = tags(html, 'a').find((one) => one.href !== undefined)?.href;
  return { ...(refresh !== undefined && { refresh }), ...(link !== undefined && { link }) };
}

/** What a page says first: the alert on it, else its heading and the first paragraph below. */
export function message(html: string): string {
  const alert = /<[a-z]+\b[^>]*role="alert"[^>]*>([\s\S]*?)<\//i.exec(html)?.[1];
  if (alert !== undefined) return plain(alert);
  const [, heading = '', rest = ''] = /<h1\b[^>]*>([\s\S]*?)<\/h1>([\s\S]*)/i.exec(html) ?? [];
  const paragraph = /<p\b[^>]*>([\s\S]*?)<\/p>/i.exec(rest)?.[1] ?? '';
  const [title, text] = [plain(heading), plain(paragraph)];
  return text.startsWith(title) ? text : `${title}. ${text}`;
}

function tags(html: string, name: string): Attributes[] {
  const pattern = new RegExp(`<${name}\\b((?:"[^"]*"|'[^']*'|[^'">])*)>`, 'gi');
  return Array.from(html.matchAll(pattern), ([, inside = '']) => attributes(inside));
}

function attributes(text: string): Attributes {
  const pattern = /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
  return Object.fromEntries(
    Array.from(text.matchAll(pattern), ([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decode(double ?? single ?? bare ?? ''),
    ]),
  );
}

function plain(html: string): string {
  return decode(html.replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });
}
