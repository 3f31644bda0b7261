ALTER TABLE "users" ADD COLUMN "hue" smallint;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_hue_known" CHECK ("users"."hue" between 0 and 9);--> statement-breakpoint
-- the members of a team differ as far as there are colors, by when they joined
UPDATE "users" SET "hue" = ("first"."place" - 1) % 10 FROM (
	SELECT DISTINCT ON ("user_id") "user_id", "place" FROM (
		SELECT "user_id", "joined_at",
			row_number() OVER (PARTITION BY "team_id" ORDER BY "joined_at", "user_id") AS "place"
		FROM "team_members") AS "numbered"
	ORDER BY "user_id", "joined_at", "place") AS "first"
WHERE "first"."user_id" = "users"."id";
