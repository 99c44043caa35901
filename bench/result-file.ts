import { mkdir, writeFile } from 'node:fs/promises';

export async function writeResult(name: string, title: string, text: readonly string[]): Promise<void> {
  const directory = new URL('./results/', import.meta.url);
  await mkdir(directory, { recursive: true });
  await writeFile(new URL(`${name}.md`, directory), `# ${title}\n\n\`\`\`text\n${text.join('\n')}\n\`\`\`\n`);
}
