import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 320;
const HEIGHT = 180;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const DOOR = { left: 125, right: 195, top: 40 };

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** A hall as a child would draw it: a wall, a floor and a door with a knob. */
function color(x: number, y: number): readonly [number, number, number] {
  const inDoor = x > DOOR.left && x < DOOR.right && y > DOOR.top && y < 150;
  if (inDoor && (x - 185) ** 2 + (y - 98) ** 2 < 12) return [250, 210, 90];
  if (inDoor) return [120, 72, 40];
  return y < 150 ? [214, 206, 190] : [150, 120, 90];
}

function header(): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(WIDTH, 0);
  data.writeUInt32BE(HEIGHT, 4);
  // Eight bits each of red, green and blue.
  data.set([8, 2, 0, 0, 0], 8);
  return data;
}

/** What the camera sees, as a PNG with a title in it. */
export function cameraPicture(title: string): Buffer {
  const pixels = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      pixels.set(color(x, y), y * (1 + WIDTH * 3) + 1 + x * 3);
    }
  }
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header()),
    chunk('tEXt', Buffer.from(`Title\0${title}`, 'latin1')),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
