function segment(marker: number, content: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length + 2);
  return Buffer.concat([Buffer.of(0xff, marker), length, content]);
}

/** The smallest picture that reads as one: a table, a frame of one pixel, a scan. `hidden` stands in an EXIF segment and behind the end. */
export function smallestJpeg(hidden = ''): Buffer {
  const extra = hidden === '' ? Buffer.alloc(0) : segment(0xe1, Buffer.from(`Exif\0\0${hidden}`));
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    extra,
    segment(0xdb, Buffer.alloc(65)),
    segment(0xc0, Buffer.from([8, 0, 1, 0, 1, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.of(0x3f, 0xff, 0xd9),
    Buffer.from(hidden),
  ]);
}
