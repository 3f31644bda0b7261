"use client";

import Link from "next/link";
import type { RouterOutputs } from "@/server/api/root";
import { addressOf } from "../library/shown";
import { ago } from "../ui/ago";
import { Avatar } from "../ui/avatar";
import { fullDate } from "./dates";

type Rail = RouterOutputs["viewer"]["rail"];

/** What the reader's team did last, what the reader means to read, and what they follow. */
export default function RailSections({ rail }: { rail: Rail }) {
  const { team, queue, onTopics, newest, hasDigest } = rail;
  return (
    <>
      {newest && <NoneNewer newest={newest} />}
      {team && <TeamToday team={team} />}
      <Queue queue={queue} />
      {onTopics && onTopics.length > 0 && <OnTopics papers={onTopics} />}
      {!hasDigest && <ByMail />}
    </>
  );
}

/** What an administrator can do about an old front page. */
function NoneNewer({ newest }: { newest: string }) {
  return (
    <section>
      <h2>No newer edition</h2>
      <p className="rail-hint">
        The newest is that of {fullDate(newest)}.{" "}
        <Link className="link" href="/admin/import" prefetch={false}>
          Import newer papers
        </Link>
        . Only administrators see this.
      </p>
    </section>
  );
}

function ByMail() {
  return (
    <section>
      <h2>Get trending papers in your email inbox!</h2>
      <p className="rail-hint">
        With what your teams upvoted and wrote, on the mornings that you choose.{" "}
        <Link className="link" href="/settings/digest" prefetch={false}>
          Subscribe
        </Link>
      </p>
    </section>
  );
}

const DEEDS = { added: "added", noted: "wrote on", joined: "joined" };

function TeamToday({ team }: { team: NonNullable<Rail["team"]> }) {
  return (
    <section>
      <div className="rail-head">
        <h2>
          <bdi>{team.name}</bdi>
        </h2>
        <Link href={`/teams/${team.slug}/activity`} prefetch={false}>
          All activity
        </Link>
      </div>
      {team.happenings.length === 0 && (
        <p className="rail-hint">
          What members add and write shows here.{" "}
          <Link className="link" href={`/teams/${team.slug}`} prefetch={false}>
            Open the team
          </Link>
        </p>
      )}
      <ul className="rail-deeds">
        {team.happenings.map(({ key, kind, at, who, hue, paper, list, noteId, words }) => (
          <li key={key}>
            <Avatar of={{ name: who ?? "?", hue }} />
            <div>
              <p>
                <bdi>{who ?? "A former reader"}</bdi> {DEEDS[kind]}{" "}
                {paper && (
                  <Link
                    href={`/papers/${paper.slug}${noteId ? `#note-${noteId}` : ""}`}
                    prefetch={false}
                    dir="auto"
                  >
                    {paper.title}
                  </Link>
                )}
                {kind === "added" && list && (
                  <>
                    {" to "}
                    <bdi>{list.name}</bdi>
                  </>
                )}
              </p>
              {words && (
                <p className="rail-words" dir="auto">
                  “{words}”
                </p>
              )}
            </div>
            <time className="rail-when" dateTime={at} title={new Date(at).toLocaleString("en")}>
              {ago(new Date(at), new Date())}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OnTopics({ papers }: { papers: NonNullable<Rail["onTopics"]> }) {
  return (
    <section>
      <div className="rail-head">
        <h2>On your topics</h2>
        <Link href="/settings#topics" prefetch={false}>
          Change
        </Link>
      </div>
      <ol className="rail-papers">
        {papers.map(({ slug, title, topic }) => (
          <li key={slug}>
            <Link href={`/papers/${slug}`} prefetch={false} dir="auto">
              {title}
            </Link>
            {topic && <p>{topic}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Queue({ queue }: { queue: Rail["queue"] }) {
  const { waiting, saved, read, next } = queue;
  return (
    <section>
      <div className="rail-head">
        <h2>To read</h2>
        {waiting > 0 && (
          <Link href={addressOf({ status: "to_read" })} prefetch={false}>
            All {waiting.toLocaleString("en-US")}
          </Link>
        )}
      </div>
      {read > 0 && (
        <>
          <p className="rail-hint" id="rail-progress">
            {read === saved
              ? `You read all ${saved === 1 ? "that" : saved} you saved in the last seven days.`
              : `You read ${read} of the ${saved} you saved in the last seven days.`}
          </p>
          <progress value={read} max={saved} aria-labelledby="rail-progress" />
        </>
      )}
      {next.length === 0 && (
        <p className="rail-hint">
          {saved > 0
            ? "Nothing waits to be read."
            : "Save a paper, and it waits here until you have read it."}
        </p>
      )}
      <ol className="rail-papers">
        {next.map(({ slug, title }) => (
          <li key={slug}>
            <Link href={`/papers/${slug}`} prefetch={false} dir="auto">
              {title}
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}
