import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraPicture } from '../../../src/demo/http/picture.ts';
import { recognizePicture } from '../../../src/tools/reading/picture.ts';

/** A JPEG's beginning: a comment, a table, and the frame that has the size. */
function jpeg(frame: number): Buffer {
  const bytes = [0xff, 0xd8, 0xff, 0xfe, 0, 4, 1, 2, 0xff, 0xc4, 0, 3, 9, 0xff, frame];
  return Buffer.from([...bytes, 0, 17, 8, 0x01, 0x9a, 0x02, 0x58, 3, 0, 0, 0, 0]);
}

test('a PNG is known by its first bytes, with its size', () => {
  assert.deepEqual(recognizePicture(cameraPicture('hall')), {
    mimeType: 'image/png',
    size: { width: 320, height: 180 },
  });
});

test('a JPEG is known by its first bytes, with the size of its frame', () => {
  for (const frame of [0xc0, 0xc2]) {
    assert.deepEqual(recognizePicture(jpeg(frame)), {
      mimeType: 'image/jpeg',
      size: { width: 600, height: 410 },
    });
  }
});

test('a picture that was cut off has no size, and anything else is no picture', () => {
  assert.deepEqual(recognizePicture(jpeg(0xc0).subarray(0, 14)), {
    mimeType: 'image/jpeg',
    size: undefined,
  });
  assert.equal(recognizePicture(cameraPicture('hall').subarray(0, 12))?.size, undefined);
  for (const text of ['', 'GIF89a', '<html>', 'RIFF    WEBP', '\u0089PN']) {
    assert.equal(recognizePicture(Buffer.from(text, 'latin1')), undefined);
  }
});
