CREATE TABLE "team_removals" (
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"named" jsonb NOT NULL,
	"removed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "team_removals_team_id_user_id_pk" PRIMARY KEY("team_id","user_id"),
	CONSTRAINT "team_removals_role_known" CHECK ("team_removals"."role" in ('owner', 'admin', 'member'))
);
--> statement-breakpoint
ALTER TABLE "team_removals" ADD CONSTRAINT "team_removals_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_removals" ADD CONSTRAINT "team_removals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "team_removals_user" ON "team_removals" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "team_removals_removed" ON "team_removals" USING btree ("removed_at");--> statement-breakpoint
-- As before, but for a team that is dissolved: whom it has left may delete their account as well.
CREATE OR REPLACE FUNCTION team_keeps_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	team uuid;
	dissolved timestamptz;
BEGIN
	IF tg_table_name = 'teams' THEN
		team := new.id;
	ELSE
		team := old.team_id;
	END IF;
	SELECT dissolved_at INTO dissolved FROM teams WHERE id = team FOR UPDATE;
	IF found AND dissolved IS NULL
		AND NOT EXISTS (SELECT FROM team_members WHERE team_id = team AND role = 'owner') THEN
		RAISE EXCEPTION 'a team needs an owner'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'team_keeps_an_owner';
	END IF;
	RETURN NULL;
END
$$;
