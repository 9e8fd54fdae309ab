/** A picture every client can show, by what its bytes say. */
export interface Picture {
  readonly mimeType: 'image/jpeg' | 'image/png';
  /** In pixels; absent when the header does not say. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** Recognizes JPEG and PNG by their first bytes, whatever the sender called it. */
export function recognizePicture(bytes: Buffer): Picture | undefined {
  if (bytes.subarray(0, PNG.length).equals(PNG)) {
    const size =
      bytes.length < 24
        ? undefined
        : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    return { mimeType: 'image/png', size };
  }
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) {
    return { mimeType: 'image/jpeg', size: jpegSize(bytes) };
  }
  return undefined;
}

/** Walks the segments of a JPEG to its frame header (ITU T.81, B.2.2). */
function jpegSize(bytes: Buffer): Picture['size'] {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // C4, C8 and CC are tables, not frames.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
