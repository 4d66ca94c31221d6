CREATE TABLE `open_inbox` (
	`user_id` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_entry` (
	`id` integer PRIMARY KEY NOT NULL,
	`message_id` text NOT NULL,
	`chat_id` text NOT NULL,
	`author_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`image_id` text,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `search_entry_message_id_unique` ON `search_entry` (`message_id`);--> statement-breakpoint
CREATE INDEX `search_entry_chat_id` ON `search_entry` (`chat_id`);--> statement-breakpoint
DROP INDEX `message_chat_seq`;--> statement-breakpoint
ALTER TABLE `message` ADD `reply_to` text;--> statement-breakpoint
ALTER TABLE `message` ADD `mentions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `message` ADD `reactions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `message` ADD `edited_at` integer;--> statement-breakpoint
CREATE INDEX `message_mentions` ON `message` (`chat_id`,`seq`) WHERE "message"."mentions" <> '[]';--> statement-breakpoint
CREATE INDEX `message_replies` ON `message` (`chat_id`,`seq`) WHERE "message"."reply_to" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `message_chat_seq` ON `message` (`chat_id`,`seq`,`author_id`,`deleted_at`);--> statement-breakpoint
ALTER TABLE `membership` ADD `read_rev` integer;--> statement-breakpoint
CREATE INDEX `image_completed_for` ON `image` (`chat_id`,`requested_by`,`rev`) WHERE "image"."status" = 'completed';--> statement-breakpoint
-- By hand from here on: the full-text index over search_entry, which drizzle-kit has no words for.
CREATE VIRTUAL TABLE `search_index` USING fts5(
	text,
	content='search_entry',
	content_rowid='id',
	tokenize='unicode61 remove_diacritics 2'
);--> statement-breakpoint
-- Takes what is deleted out of the index's pages at once, and not only out of the answers.
INSERT INTO `search_index` (`search_index`, `rank`) VALUES ('secure-delete', 1);--> statement-breakpoint
CREATE TRIGGER `search_entry_inserted` AFTER INSERT ON `search_entry` BEGIN
	INSERT INTO `search_index` (`rowid`, `text`) VALUES (new.`id`, new.`text`);
END;--> statement-breakpoint
CREATE TRIGGER `search_entry_deleted` AFTER DELETE ON `search_entry` BEGIN
	INSERT INTO `search_index` (`search_index`, `rowid`, `text`) VALUES ('delete', old.`id`, old.`text`);
END;--> statement-breakpoint
CREATE TRIGGER `search_entry_updated` AFTER UPDATE OF `text` ON `search_entry` BEGIN
	INSERT INTO `search_index` (`search_index`, `rowid`, `text`) VALUES ('delete', old.`id`, old.`text`);
	INSERT INTO `search_index` (`rowid`, `text`) VALUES (new.`id`, new.`text`);
END;--> statement-breakpoint
INSERT INTO `search_entry` (`message_id`, `chat_id`, `author_id`, `created_at`, `image_id`, `text`)
	SELECT m.`id`, m.`chat_id`, m.`author_id`, m.`created_at`, m.`image_id`, coalesce(i.`prompt`, m.`text`)
	FROM `message` m LEFT JOIN `image` i ON i.`id` = m.`image_id`
	WHERE m.`deleted_at` IS NULL AND i.`deleted_at` IS NULL AND coalesce(i.`prompt`, m.`text`) <> ''
	ORDER BY m.`created_at`;--> statement-breakpoint
-- What was said before there was a count of unread messages counts as seen.
UPDATE `membership` SET `read_rev` = (
	SELECT max(m.`seq`) FROM `message` m WHERE m.`chat_id` = `membership`.`chat_id`
);
