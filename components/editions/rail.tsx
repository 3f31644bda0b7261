import Link from "next/link";
import { installationShown } from "@/server/api/rsc";
import type { Brief } from "@/server/editions/beside";
import type { MyTeam } from "../api/store";
import { SubscribeForm } from "../digest/subscribe-form";
import { shortSource } from "../papers/row-side";
import { MyRail } from "./my-rail";

interface Props {
  /** The papers of the days before that trend most. */
  rising: Brief[];
  /** Whether the edition is the latest one. */
  isLatest: boolean;
  /** The team whose edition it is. */
  team?: MyTeam;
}

const number = new Intl.NumberFormat("en-US");

/**
 * Beside an edition, or below it where there is no room: for strangers what this is, for readers what
 * concerns them, and for both what the days before had.
 */
export async function Rail({ rising, isLatest, team }: Props) {
  const { canSignUp } = await installationShown();
  return (
    <aside className="rail" aria-label="Beside the edition">
      <section className="stranger-only">
        <h2>The daily paper for people who read papers</h2>
        <p className="rail-about">
          Each day’s research papers as one edition, ordered by what readers and your own group
          upvote. Keep the ones you mean to read, mark up their abstracts, and share collections
          with your team.
        </p>
        {canSignUp ? (
          <>
            <Link className="btn btn-solid scripted-only" href="/sign-up" prefetch={false}>
              Create account
            </Link>
            <p className="rail-hint scripted-only">
              It lives on this server, and nothing is sent elsewhere.
            </p>
          </>
        ) : (
          <Link className="btn btn-solid scripted-only" href="/sign-in" prefetch={false}>
            Sign in
          </Link>
        )}
        <a className="btn unscripted-only" href="/sign-in?account">
          Your account
        </a>
      </section>
      <section className="stranger-only">
        <h2>Get trending papers in your email inbox!</h2>
        <SubscribeForm id="rail-email" />
      </section>
      <MyRail team={team?.slug} />
      {rising.length > 0 && (
        <section>
          <div className="rail-head">
            <h2>{isLatest ? "Rising this week" : "From the days before"}</h2>
            {isLatest && (
              <Link href="/papers/trending" prefetch={false}>
                Trending
              </Link>
            )}
          </div>
          <ol className="rail-papers">
            {rising.map(({ slug, title, source, sourceUpvotes }) => (
              <li key={slug}>
                <Link href={`/papers/${slug}`} prefetch={false} dir="auto">
                  {title}
                </Link>
                {source && sourceUpvotes > 0 && (
                  <span>
                    {number.format(sourceUpvotes)} {shortSource(source)}
                  </span>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
    </aside>
  );
}
