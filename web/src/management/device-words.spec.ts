import { deviceOf } from './device-words.js';

describe('a device in words', () => {
  it('is the browser and the system', () => {
    const desk = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/96.0.4664.45 Safari/537.36';
    const phone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/604.1';
    expect(deviceOf(desk)).toBe('Chrome · Windows');
    expect(deviceOf(`${desk} Edg/96.0.1054.29`)).toBe('Edge · Windows');
    expect(deviceOf(phone)).toBe('Safari · iOS');
  });

  it('is what a program says of itself, as far as it fits', () => {
    expect(deviceOf('curl/8.5.0')).toBe('curl/8.5.0');
    expect(deviceOf('x'.repeat(500))).toHaveLength(80);
  });

  it('is unknown where nothing was said', () => {
    expect(deviceOf(null)).toBeNull();
    expect(deviceOf(' ')).toBeNull();
  });
});
