export type FileFormat = 'csv' | 'xlsx';

export const FILE_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Content-Disposition by RFC 6266: the name as it is in UTF-8 (RFC 5987), and a plain one for programs that read no other. */
export function attachmentNamed(name: string, format: FileFormat, plainName: string): string {
  const clean = name.replace(/[\u0000-\u001f\u007f\\/:*?"<>|]/g, ' ').trim();
  const encoded = encodeURIComponent(`${clean}.${format}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plainName}.${format}"; filename*=UTF-8''${encoded}`;
}
