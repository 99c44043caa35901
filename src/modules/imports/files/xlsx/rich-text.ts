/** The text of a cell or of a shared text: plain, or in runs of several fonts. How a name is pronounced (`rPh`) is no part of it. */
export class RichText {
  text = '';
  private isInText = false;
  private isPhonetic = false;

  begin(): void {
    this.text = '';
    this.isInText = false;
    this.isPhonetic = false;
  }

  open(name: string): void {
    if (name === 't') this.isInText = true;
    else if (name === 'rPh') this.isPhonetic = true;
  }

  close(name: string): void {
    if (name === 't') this.isInText = false;
    else if (name === 'rPh') this.isPhonetic = false;
  }

  take(text: string): void {
    if (this.isInText && !this.isPhonetic) this.text += text;
  }
}

/** Characters that XML cannot hold are written as `_x0009_`. */
export function cellText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_match, hex: string) => {
    const code = Number(`0x${hex}`);
    return code === 0 || (code >= 0xd800 && code <= 0xdfff) ? '' : String.fromCharCode(code);
  });
}
