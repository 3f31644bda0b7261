import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { TopicsForm } from "@/components/follows/topics-form";
import { whoSees } from "@/components/settings/who-sees";
import { FirstPapers } from "@/components/welcome/first-papers";
import { FirstTeam } from "@/components/welcome/first-team";
import { ForAdministrator } from "@/components/welcome/for-administrator";
import { GoOn } from "@/components/welcome/go-on";
import { signedIn } from "@/server/api/rsc";
import { safeCallbackUrl } from "@/server/auth/callback-url";
import { followAction } from "../settings/actions";
import { firstTeamAction } from "./actions";

export const metadata: Metadata = { title: "Welcome", robots: { index: false } };

/** What a new account sees first: three things to begin with, each of which may be left out. */
export default async function WelcomePage({ searchParams }: PageProps<"/welcome">) {
  const { caller, actor } = await signedIn("/welcome");
  const next = safeCallbackUrl((await searchParams).callbackUrl);
  const [followed, papers, { teams }, { hidesVotes }, installation] = await Promise.all([
    caller.follows.topics(),
    caller.follows.suggestions(),
    caller.teams.mine(),
    caller.accounts.profile(),
    actor.role === "administrator" ? caller.installation.settings() : null,
  ]);
  return (
    <main className="sheet page welcome">
      <header className="welcome-head">
        <div>
          <h1 className="page-title" dir="auto">
            Welcome, {actor.name}
          </h1>
          <p>
            Three things to begin with. Leave out any of them; all can be changed later, topics
            under{" "}
            <Link className="link" href="/settings#topics" prefetch={false}>
              Settings
            </Link>
            .
          </p>
        </div>
        <Link className="btn" href={next} prefetch={false}>
          {next === "/" ? "Skip to the latest edition" : "Skip to where you were"}
        </Link>
      </header>
      {installation && <ForAdministrator settings={installation} />}
      <ol className="welcome-steps">
        <Step
          title="What do you follow?"
          about="Papers about these stand beside each edition. Nothing is hidden from you."
        >
          <TopicsForm followed={followed} action={followAction} submit="Follow these" />
        </Step>
        <Step
          title="Whom do you read with?"
          about="A team sees its members’ votes beside each paper, shares collections and discusses passages."
        >
          <FirstTeam teams={teams} action={firstTeamAction} />
        </Step>
        <Step
          title="Keep three to begin with"
          about="Vote for what is good, and save what you mean to read: it waits in your library."
        >
          <FirstPapers papers={papers} />
          <p className="text-[0.87rem] text-soft">
            {whoSees(hidesVotes)}{" "}
            <Link className="link" href="/settings#votes" prefetch={false}>
              Change who sees your votes
            </Link>
          </p>
          <GoOn href={next}>
            {next === "/" ? "Open the latest edition" : "Go on to where you were"}
          </GoOn>
        </Step>
      </ol>
    </main>
  );
}

function Step(props: { title: string; about: string; children: ReactNode }) {
  return (
    <li>
      <h2>{props.title}</h2>
      <p className="welcome-about">{props.about}</p>
      {props.children}
    </li>
  );
}
