import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraPicture } from '../../../src/demo/http/picture.ts';
import { HomeCommandError } from '../../../src/home/errors.ts';
import type { RestCall } from '../../../src/home/rest.ts';
import { getCameraImage } from '../../../src/tools/reading/get-camera-image.ts';
import { contextOf } from '../../support/tool-context.ts';
import { NOW, smallHome } from '../small-home.ts';

const PICTURE = cameraPicture('hall');

function padded(size: number): Buffer {
  return Buffer.concat([PICTURE, Buffer.alloc(size - PICTURE.length)]);
}

async function look(id: string, state: string, answers: readonly (Buffer | number)[]) {
  const home = smallHome([{ id, state, name: 'Hall', attributes: { access_token: 'secret' } }]);
  const asked: RestCall[] = [];
  home.rest = async (call) => {
    const answer = answers[asked.length] ?? 404;
    asked.push(call);
    if (typeof answer === 'number') throw new HomeCommandError(`http_${answer}`, 'status');
    return { status: 200, type: 'image/webp', bytes: answer };
  };
  const answer = await getCameraImage.call({ entity_id: id }, contextOf(home, NOW));
  return { answer, asked, text: answer.content[0].text };
}

test('a picture comes with what it is, and is asked for small', async () => {
  const { answer, asked } = await look('camera.hall', 'idle', [PICTURE]);
  assert.deepEqual(answer.content[1], {
    type: 'image',
    data: PICTURE.toString('base64'),
    mimeType: 'image/png',
  });
  assert.deepEqual(getCameraImage.output.parse(answer.structuredContent), {
    entity_id: 'camera.hall',
    name: 'Hall',
    state: 'idle',
    taken: '2026-11-21T09:30:00+01:00',
    media_type: 'image/png',
    bytes: PICTURE.length,
    width: 320,
    height: 180,
  });
  assert.deepEqual(asked[0]?.path, ['camera_proxy', 'camera.hall']);
  assert.deepEqual(asked[0]?.query, { width: '1280', height: '720' });
  assert.ok(!JSON.stringify(answer).includes('secret'));
});

test('one that is too large is asked for smaller, and then given up with its size', async () => {
  const smaller = await look('camera.hall', 'idle', [padded(1_000_001), PICTURE]);
  assert.deepEqual(smaller.asked[1]?.query, { width: '640', height: '360' });
  assert.equal(smaller.answer.isError, undefined);
  const never = await look('camera.hall', 'idle', [padded(3_000_000), padded(2_500_000)]);
  assert.match(never.text, /camera\.hall has 2\.5 MB, more than the 1\.0 MB/);
});

test('the picture of an image entity is as it is and as old as it is', async () => {
  const { answer, asked } = await look('image.visitor', '2026-11-20T17:42:10+00:00', [PICTURE]);
  assert.deepEqual(asked[0]?.path, ['image_proxy', 'image.visitor']);
  assert.equal(asked[0]?.query, undefined);
  assert.equal(answer.structuredContent?.taken, '2026-11-20T18:42:10+01:00');
});

test('a camera without a picture says why', async () => {
  assert.match((await look('camera.hall', 'idle', [503])).text, /switched off/);
  assert.match((await look('camera.hall', 'idle', [500])).text, /got no picture from camera\.hall/);
  const gone = await look('camera.hall', 'unavailable', [PICTURE]);
  assert.match(gone.text, /unavailable/);
  assert.deepEqual(gone.asked, []);
  const html = await look('camera.hall', 'idle', [Buffer.from('<html>')]);
  assert.match(html.text, /sends image\/webp that is neither JPEG nor PNG/);
  assert.equal(html.answer.content.length, 1);
});
