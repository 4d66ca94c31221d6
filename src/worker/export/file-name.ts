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
