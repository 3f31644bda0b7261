import Link from "next/link";
import type { ReactNode } from "react";
import type { TopicCount } from "@/server/papers/topics/schema";

interface Props {
  /** The topics of the papers of these days. */
  topics: TopicCount[];
  /** The only topic shown, if one is. */
  topic: string | null;
  /** The URL of these days. */
  own: string;
}

/** As many topics are in sight on most pages. */
const FEW = 5;

/** Narrows a page of papers to one topic. The chosen one comes first, where it is in sight. */
export function Topics({ topics, topic, own }: Props) {
  if (topics.length === 0) return null;
  const chosen = topics.filter(({ slug }) => slug === topic);
  const others = topics.filter(({ slug }) => slug !== topic);
  return (
    <>
      <nav aria-label="Topics" className="topics">
        <Chip href={own} current={topic === null}>
          All topics
        </Chip>
        {[...chosen, ...others].map(({ slug, name, papers }) => (
          <Chip key={slug} href={`${own}?topic=${slug}`} current={slug === topic}>
            {name} <span className="chip-count">{papers}</span>
            <span className="sr-only">{papers === 1 ? " paper" : " papers"}</span>
          </Chip>
        ))}
      </nav>
      {topics.length > FEW && (
        <details className="topics-all">
          <summary className="chip">
            <span>More topics</span>
            <span>Fewer topics</span>
          </summary>
        </details>
      )}
    </>
  );
}

function Chip(props: { href: string; current: boolean; children: ReactNode }) {
  const { href, current, children } = props;
  return (
    <Link className="chip" href={href} prefetch={false} aria-current={current ? "page" : undefined}>
      {children}
    </Link>
  );
}

/** The URL of the next part of these days, if there is one. */
export const nextPart = (own: string, topic: string | null, after: string | null) =>
  after && `${own}?${new URLSearchParams({ ...(topic && { topic }), after })}`;

/** Says that no paper of these days is about the topic. */
export function NoneOfTopic({ own }: { own: string }) {
  return (
    <p className="py-8 text-soft">
      No paper here is about this topic.{" "}
      <Link className="link" href={own} prefetch={false}>
        Show all topics
      </Link>
    </p>
  );
}
