import fc from 'fast-check';
import { cleanJpeg, JpegFault } from './clean-jpeg.js';

const segment = (marker: number, content: Buffer): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length + 2);
  return Buffer.concat([Buffer.of(0xff, marker), length, content]);
};
const frame = (width: number, height: number, marker = 0xc0): Buffer => {
  const content = Buffer.alloc(9);
  content[0] = 8;
  content.writeUInt16BE(height, 1);
  content.writeUInt16BE(width, 3);
  content[5] = 1;
  return segment(marker, content);
};
const SOI = Buffer.of(0xff, 0xd8);
const EOI = Buffer.of(0xff, 0xd9);
const TABLES = Buffer.concat([segment(0xdb, Buffer.alloc(65)), segment(0xc4, Buffer.alloc(20))]);
const SCAN = Buffer.concat([segment(0xda, Buffer.alloc(6)), Buffer.of(0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56)]);
const PICTURE = Buffer.concat([SOI, TABLES, frame(1_600, 1_200), SCAN, EOI]);
const SECRET = Buffer.from('Exif GPS 39.8N 113.1E');

it('leaves a bare picture as it is', () => {
  expect(cleanJpeg(PICTURE)).toEqual(PICTURE);
});

it.each([0xe0, 0xe1, 0xe2, 0xed, 0xee, 0xef, 0xfe])('leaves out the segment %s, wherever it stands', (marker) => {
  const extra = segment(marker, SECRET);
  expect(cleanJpeg(Buffer.concat([SOI, extra, TABLES, extra, frame(1_600, 1_200), extra, SCAN, extra, EOI]))).toEqual(PICTURE);
});

it('leaves out fill bytes and whatever stands behind the end', () => {
  const filled = Buffer.concat([SOI, Buffer.of(0xff, 0xff), TABLES, frame(1_600, 1_200), SCAN, EOI, SECRET, PICTURE]);
  expect(cleanJpeg(filled)).toEqual(PICTURE);
});

it('takes progressive pictures, with their many scans', () => {
  const progressive = Buffer.concat([SOI, TABLES, frame(800, 600, 0xc2), SCAN, TABLES, SCAN, EOI]);
  expect(cleanJpeg(progressive)).toEqual(progressive);
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['HTML', Buffer.from('<html><script>alert(1)</script></html>')],
  ['a beginning alone', SOI],
  ['no end', PICTURE.subarray(0, -2)],
  ['no picture', Buffer.concat([SOI, TABLES, EOI])],
  ['a segment longer than the file', Buffer.concat([SOI, Buffer.of(0xff, 0xdb, 0xff, 0xff, 0)])],
  ['two frames', Buffer.concat([SOI, TABLES, frame(8, 8), frame(8, 8), SCAN, EOI])],
  ['no size', Buffer.concat([SOI, TABLES, frame(0, 0), SCAN, EOI])],
  ['too many pixels', Buffer.concat([SOI, TABLES, frame(60_000, 60_000), SCAN, EOI])],
  ['a scan before its frame', Buffer.concat([SOI, TABLES, SCAN, frame(8, 8), EOI])],
  ['an unknown segment', Buffer.concat([SOI, TABLES, segment(0xf7, SECRET), frame(8, 8), SCAN, EOI])],
])('refuses %s', (_what, bytes) => {
  expect(() => cleanJpeg(bytes)).toThrow(JpegFault);
});

it('ends on any bytes, with a picture or a fault, and is content with its own work', () => {
  const pieces = fc.constantFrom(
    SOI,
    EOI,
    TABLES,
    SCAN,
    frame(8, 8),
    segment(0xe1, SECRET),
    segment(0xfe, SECRET),
    Buffer.of(0xff),
    SECRET,
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.uint8Array({ maxLength: 20 }).map(Buffer.from)), { maxLength: 12 }), (parts) => {
      const bytes = Buffer.concat([SOI, ...parts]);
      let clean: Buffer;
      try {
        clean = cleanJpeg(bytes);
      } catch (error) {
        return error instanceof JpegFault;
      }
      return cleanJpeg(clean).equals(clean) && clean.length <= bytes.length;
    }),
    { numRuns: 2_000 },
  );
});
