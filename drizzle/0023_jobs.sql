CREATE TABLE "job_tasks" (
	"name" text PRIMARY KEY NOT NULL,
	"known_since" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"outcome" text,
	"said" text,
	"succeeded_at" timestamp with time zone,
	"runs" bigint DEFAULT 0 NOT NULL,
	"failures" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "job_tasks_outcome" CHECK ("job_tasks"."outcome" in ('done', 'refused', 'failed')),
	CONSTRAINT "job_tasks_said_length" CHECK (char_length("job_tasks"."said") <= 1000)
);
--> statement-breakpoint
CREATE TABLE "job_workers" (
	"id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
