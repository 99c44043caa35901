/** shared: the phone's own way of sharing took it. saved: the picture is among the downloads. copied: the text can be pasted. */
export type Shared = 'shared' | 'saved' | 'copied' | 'cancelled';

export async function shareText(text: string): Promise<Shared> {
  if ('share' in navigator) return share({ text });
  await writeClipboard(text);
  return 'copied';
}

export async function sharePicture(picture: Blob, name: string, text: string): Promise<Shared> {
  const files = [new File([picture], name, { type: picture.type })];
  if ('canShare' in navigator && navigator.canShare({ files })) return share({ files, text });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return 'saved';
}

async function share(data: ShareData): Promise<Shared> {
  try {
    await navigator.share(data);
    return 'shared';
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'cancelled';
    throw error;
  }
}

/** Without TLS there is no clipboard to write to; a field that is selected serves as well. */
async function writeClipboard(text: string): Promise<void> {
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (clipboard !== undefined) return clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
