const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** A name as HTML, in bold: for a sentence of ours that it stands in. */
export function bold(name: string): string {
  return `<strong>${escaped(name)}</strong>`;
}

/** A text as HTML, with what stands between asterisks bold; for our own sentences without names in them. */
export function markBold(text: string): string {
  return escaped(text).replace(/\*([^*]+)\*/g, '<b>$1</b>');
}
