CREATE TABLE `model` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`by` text NOT NULL,
	`document` text NOT NULL,
	`fetched_at` integer NOT NULL
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_image` (
	`id` text PRIMARY KEY NOT NULL,
	`chat_id` text NOT NULL,
	`message_id` text NOT NULL,
	`rev` integer NOT NULL,
	`requested_by` text NOT NULL,
	`prompt` text NOT NULL,
	`negative_prompt` text DEFAULT '' NOT NULL,
	`status` text NOT NULL,
	`url` text,
	`width` integer DEFAULT 512 NOT NULL,
	`height` integer DEFAULT 512 NOT NULL,
	`model` text NOT NULL,
	`seed` integer,
	`shape` text,
	`options` text DEFAULT '{}' NOT NULL,
	`kind` text DEFAULT 'original' NOT NULL,
	`parent_id` text,
	`images` text DEFAULT '[]' NOT NULL,
	`mask_sha256` text,
	`set_id` text,
	`error_code` text,
	`may_have_been_charged` integer,
	`error_detail` text,
	`canceled_by` text,
	`predict_ms` integer,
	`content_type` text,
	`bytes` integer,
	`sha256` text,
	`thumbnail_url` text,
	`placeholder` text,
	`price` real,
	`submitted_at` integer,
	`predicted_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`completed_at` integer,
	`deleted_at` integer
);
--> statement-breakpoint
INSERT INTO `__new_image`("id", "chat_id", "message_id", "rev", "requested_by", "prompt", "negative_prompt", "status", "url", "width", "height", "model", "seed", "error_code", "may_have_been_charged", "error_detail", "canceled_by", "predict_ms", "content_type", "bytes", "sha256", "thumbnail_url", "placeholder", "price", "submitted_at", "predicted_at", "created_at", "updated_at", "completed_at", "deleted_at") SELECT "id", "chat_id", "message_id", "rev", "requested_by", "prompt", "negative_prompt", "status", "url", "width", "height", "model", "seed", "error_code", "may_have_been_charged", "error_detail", "canceled_by", "predict_ms", "content_type", "bytes", "sha256", "thumbnail_url", "placeholder", "price", "submitted_at", "predicted_at", "created_at", "updated_at", "completed_at", "deleted_at" FROM `image`;--> statement-breakpoint
DROP TABLE `image`;--> statement-breakpoint
ALTER TABLE `__new_image` RENAME TO `image`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `image_chat_created` ON `image` (`chat_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `image_completed_for` ON `image` (`chat_id`,`requested_by`,`rev`) WHERE "image"."status" = 'completed';--> statement-breakpoint
CREATE INDEX `image_created` ON `image` (`created_at`);--> statement-breakpoint
CREATE INDEX `image_parent` ON `image` (`chat_id`,`parent_id`) WHERE "image"."parent_id" IS NOT NULL;