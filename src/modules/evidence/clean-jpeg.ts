const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const QUANTISATION = 0xdb;
const HUFFMAN = 0xc4;
const RESTART_INTERVAL = 0xdd;
const COMMENT = 0xfe;
const APP_FIRST = 0xe0;
const APP_LAST = 0xef;
/** Baseline, extended and progressive, as every browser and phone makes them. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const MOST_PIXELS_A_SIDE = 4_096;

/** What is wrong with bytes that say they are a JPEG, for a log or a test; people are told that it is no photograph. */
export class JpegFault extends Error {
  override readonly name = 'JpegFault';
}

/**
 * The picture and nothing but the picture: every application segment (EXIF with its place and device, XMP, thumbnails, colour profiles), every
 * comment and whatever stands behind the end are left out; what is left is byte for byte as it was. Throws JpegFault for what does not read as
 * one JPEG from its beginning to its end. Pixels are not decoded: that is the viewer's business, and its sandbox's.
 */
export function cleanJpeg(bytes: Buffer): Buffer {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== SOI) throw new JpegFault('does not begin like a JPEG');
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  const seen = new Set<number>();
  for (let at = 2; ;) {
    const { marker, start } = markerAt(bytes, at);
    if (marker === EOI) {
      if (!seen.has(SOS)) throw new JpegFault('ends before its picture');
      return Buffer.concat([...kept, Buffer.of(0xff, EOI)]);
    }
    const end = start + segmentLength(bytes, start);
    const segment = Buffer.concat([Buffer.of(0xff, marker), bytes.subarray(start, end)]);
    at = end;
    if (marker === COMMENT || (marker >= APP_FIRST && marker <= APP_LAST)) continue;
    requireKnown(marker, segment, seen);
    seen.add(FRAMES.includes(marker) ? 0xc0 : marker);
    kept.push(segment);
    if (marker !== SOS) continue;
    at = endOfScan(bytes, end);
    kept.push(bytes.subarray(end, at));
  }
}

/** Fill bytes may stand before a marker; they are left out. */
function markerAt(bytes: Buffer, at: number): { marker: number; start: number } {
  if (bytes[at] !== 0xff) throw new JpegFault(`has no marker at ${at}`);
  let position = at;
  while (bytes[position] === 0xff) position += 1;
  const marker = bytes[position];
  if (marker === undefined) throw new JpegFault('is cut off');
  return { marker, start: position + 1 };
}

function segmentLength(bytes: Buffer, start: number): number {
  if (start + 2 > bytes.length) throw new JpegFault('is cut off');
  const length = bytes.readUInt16BE(start);
  if (length < 2 || start + length > bytes.length) throw new JpegFault('has a segment that is longer than the file');
  return length;
}

function requireKnown(marker: number, segment: Buffer, seen: ReadonlySet<number>): void {
  if (FRAMES.includes(marker)) {
    if (seen.has(0xc0)) throw new JpegFault('has two pictures in one');
    if (segment.length < 9) throw new JpegFault('has a frame without a size');
    const [height, width] = [segment.readUInt16BE(5), segment.readUInt16BE(7)];
    if (height < 1 || width < 1 || height > MOST_PIXELS_A_SIDE || width > MOST_PIXELS_A_SIDE)
      throw new JpegFault(`is ${width} × ${height}`);
  } else if (marker === SOS) {
    if (!seen.has(0xc0) || !seen.has(QUANTISATION)) throw new JpegFault('begins its picture before saying how it is made');
  } else if (![QUANTISATION, HUFFMAN, RESTART_INTERVAL].includes(marker)) {
    throw new JpegFault(`has the segment ${marker.toString(16)}, which photographs do not have`);
  }
}

/** Where the next marker stands that is none of the picture's own: stuffed zeros and restarts belong to it. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    const isOfThePicture = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7);
    if (!isOfThePicture) return at;
  }
  throw new JpegFault('is cut off');
}
