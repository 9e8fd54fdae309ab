import { createInterface } from 'node:readline/promises';

const ENTER = new Set(['\r', '\n', '\u0004']);
const CANCEL = '\u0003';
const ERASE = new Set(['\u007f', '\b']);

/** One line that a person types; empty when the input ends instead. */
export async function answerLine(input: NodeJS.ReadStream): Promise<string> {
  const lines = createInterface({ input });
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
  }
}

/** A line that a person types without anybody seeing it; undefined when they gave up by Ctrl+C. */
export async function hiddenLine(input: NodeJS.ReadStream): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let typed: string[] = [];
  const read = (text: string) => {
    for (const key of text) {
      if (key === CANCEL) return resolve(undefined);
      if (ENTER.has(key)) return resolve(typed.join(''));
      if (ERASE.has(key)) typed = typed.slice(0, -1);
      else typed.push(key);
    }
  };
  const ended = () => resolve(undefined);
  input.setRawMode(true).setEncoding('utf8').on('data', read).once('end', ended).resume();
  try {
    return await promise;
  } finally {
    input.off('data', read).off('end', ended).setRawMode(false).pause();
  }
}

/** All that is piped in, without the line end that `echo` adds; undefined beyond `most` characters. */
export async function pipedText(
  input: NodeJS.ReadStream,
  most: number,
): Promise<string | undefined> {
  input.setEncoding('utf8');
  let text = '';
  for await (const part of input) {
    text += part;
    if (text.length > most) return undefined;
  }
  return text.replace(/\r?\n$/, '');
}
