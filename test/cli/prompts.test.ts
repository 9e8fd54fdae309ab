import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { answerLine, hiddenLine, pipedText } from '../../src/cli/prompts.ts';

/** A terminal at which somebody types, and whether it shows that. */
function terminal() {
  const modes: boolean[] = [];
  const stream = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode(mode: boolean) {
      modes.push(mode);
      return stream;
    },
  });
  return {
    input: stream as unknown as NodeJS.ReadStream,
    type: (keys: string) => stream.write(keys),
    stream,
    modes,
  };
}

test('what is typed in secret is not shown, and can be corrected', async () => {
  const { input, type, modes } = terminal();
  const line = hiddenLine(input);
  type('hunter3');
  type('\u007f2é\r');
  assert.equal(await line, 'hunter2é');
  assert.deepEqual(modes, [true, false], 'the terminal shows again what is typed');
});

test('Ctrl+C, or an input that ends, is no value', async () => {
  const cancelled = terminal();
  const line = hiddenLine(cancelled.input);
  cancelled.type('hunter2\u0003');
  assert.equal(await line, undefined);
  const ended = terminal();
  const other = hiddenLine(ended.input);
  ended.stream.end('hunter2');
  assert.equal(await other, undefined);
  assert.deepEqual(ended.modes, [true, false]);
});

test('a piped value keeps its lines but the end that echo adds', async () => {
  const pipe = (text: string, most = 100) => {
    const { input, stream } = terminal();
    stream.end(text);
    return pipedText(input, most);
  };
  assert.equal(await pipe('hunter2\n'), 'hunter2');
  assert.equal(await pipe('a\nb\r\n'), 'a\nb');
  assert.equal(await pipe(''), '');
  assert.equal(await pipe('x'.repeat(101)), undefined);
});

test('an answer is one line', async () => {
  const { input, stream } = terminal();
  stream.end('y\nn\n');
  assert.equal(await answerLine(input), 'y');
  const empty = terminal();
  empty.stream.end();
  assert.equal(await answerLine(empty.input), '');
});
