/** The entries that these messages should have, by the rows of D1 as they are now. */
const entries = `
  SELECT m.id, m.chat_id, m.author_id, m.created_at, m.image_id, coalesce(i.prompt, m.text) AS text
  FROM message m LEFT JOIN image i ON i.id = m.image_id
  WHERE m.id IN (SELECT value FROM json_each(?1))
    AND m.deleted_at IS NULL AND i.deleted_at IS NULL AND coalesce(i.prompt, m.text) <> ''`;

/**
 * Makes messages findable by their text, or by the prompt where they ask for an image. Its parameter
 * is a JSON array of their ids.
 */
export const fillSearchEntries = `
  INSERT INTO search_entry (message_id, chat_id, author_id, created_at, image_id, text)
  ${entries}
  ON CONFLICT (message_id) DO UPDATE SET text = excluded.text
  WHERE excluded.text <> search_entry.text`;

/**
 * Takes those messages out of the search that are gone, or whose image is. Its parameter is a JSON
 * array of their ids.
 */
export const dropSearchEntries = `
  DELETE FROM search_entry
  WHERE message_id IN (SELECT value FROM json_each(?1))
    AND message_id NOT IN (SELECT id FROM (${entries}))`;
