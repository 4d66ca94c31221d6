CREATE TABLE `operator` (
	`user_id` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `sweep` (
	`id` integer PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`phase` text NOT NULL,
	`cursor` text,
	`objects` integer DEFAULT 0 NOT NULL,
	`rows` integer DEFAULT 0 NOT NULL,
	`removed` integer DEFAULT 0 NOT NULL,
	`removed_bytes` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sweep_finding` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`bytes` integer,
	`found_at` integer NOT NULL,
	`sweep_id` integer NOT NULL,
	PRIMARY KEY(`kind`, `key`)
);
--> statement-breakpoint
ALTER TABLE `image` ADD `error_detail` text;--> statement-breakpoint
ALTER TABLE `image` ADD `thumbnail_url` text;--> statement-breakpoint
ALTER TABLE `image` ADD `placeholder` text;--> statement-breakpoint
ALTER TABLE `image` ADD `price` real;--> statement-breakpoint
ALTER TABLE `image` ADD `submitted_at` integer;--> statement-breakpoint
ALTER TABLE `image` ADD `predicted_at` integer;--> statement-breakpoint
CREATE INDEX `image_created` ON `image` (`created_at`);