CREATE TABLE `kept_prompt` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`text` text NOT NULL,
	`negative_prompt` text DEFAULT '' NOT NULL,
	`tags` text DEFAULT '[]' NOT NULL,
	`image_id` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `kept_prompt_user` ON `kept_prompt` (`user_id`,`kind`,`created_at`);--> statement-breakpoint
ALTER TABLE `image` ADD `additions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `image` ADD `composed_prompt` text;--> statement-breakpoint
ALTER TABLE `image` ADD `composed_negative_prompt` text;--> statement-breakpoint
ALTER TABLE `image` ADD `proposal_id` text;--> statement-breakpoint
CREATE INDEX `image_requested_by` ON `image` (`requested_by`,`created_at`);--> statement-breakpoint
ALTER TABLE `message` ADD `proposal` text;