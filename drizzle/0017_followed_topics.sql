CREATE TABLE "followed_topics" (
	"user_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "followed_topics_user_id_topic_pk" PRIMARY KEY("user_id","topic"),
	CONSTRAINT "followed_topics_topic_short" CHECK (char_length("followed_topics"."topic") between 1 and 40)
);
--> statement-breakpoint
ALTER TABLE "followed_topics" ADD CONSTRAINT "followed_topics_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;