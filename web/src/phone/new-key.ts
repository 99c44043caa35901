/** 128 random bits in hexadecimal. `crypto.randomUUID` is missing where the page comes without TLS, in the hall of a cooperative. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
