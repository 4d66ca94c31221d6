/**
 * A `content-disposition` that saves a download under a chat's name: whole for browsers that know
 * how, and for the others what of it is plain ASCII.
 */
export function attachmentOf(chatName: string, extension: string): string {
  const name = chatName
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|%]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\w.\- ]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const whole = encodeURIComponent(`${name || 'Room'}.${extension}`).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain || 'Room'}.${extension}"; filename*=UTF-8''${whole}`;
}

/** Characters of a prompt in the name of its picture's file, about. */
const mostPromptLength = 48;

/**
 * The name of a picture's file, in plain ASCII: the first words of its prompt, where they have
 * letters of that, and the beginning of its id.
 */
export function imageFileName(prompt: string, id: string, extension: string): string {
  const words = prompt
    .slice(0, 4 * mostPromptLength)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let name = '';
  for (const word of words) {
    if (name.length + word.length > mostPromptLength) break;
    name += `${word}-`;
  }
  return `${name || 'darkroom-'}${id.slice(0, 8)}.${extension}`;
}
