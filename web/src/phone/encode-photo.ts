/** Longest side, in pixels. */
const LONGEST = 1_600;
/** Of the JPEG, in bytes; the server takes 780,000. */
const MOST_BYTES = 700_000;
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

/** No picture that this phone can read. */
export class PhotoFault extends Error {
  override readonly name = 'PhotoFault';
}

/** Width and height within a square, never enlarged. */
export function fitWithin(width: number, height: number, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The photograph drawn anew, small enough for one bar of signal, without what the camera wrote into it; base64. Throws PhotoFault. */
export async function encodePhoto(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new PhotoFault('not a picture');
  });
  const canvas = document.createElement('canvas');
  Object.assign(canvas, fitWithin(bitmap.width, bitmap.height, LONGEST));
  const context = canvas.getContext('2d');
  if (context === null) throw new PhotoFault('no canvas');
  // What is transparent becomes paper, not black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob !== null && blob.size <= MOST_BYTES) return base64Of(blob);
  }
  throw new PhotoFault('too large');
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new PhotoFault('cannot be read'));
    reader.readAsDataURL(blob);
  });
}
