import { z } from "zod";
import { TOPIC_RULES } from "./rules";

const NAMES = new Map(TOPIC_RULES.map(({ slug, name }) => [slug, name]));

export const topic = z
  .string()
  .max(40)
  .refine((slug) => NAMES.has(slug), "is none of the topics");

/** A topic, and how many of some papers are about it. */
export interface TopicCount {
  slug: string;
  name: string;
  papers: number;
}

/** Topics with their names, in the same order. */
export const topicsNamed = (slugs: string[]) =>
  slugs.flatMap((slug) => {
    const name = topicName(slug);
    return name ? [{ slug, name }] : [];
  });

const SLUGS = new Map(
  TOPIC_RULES.flatMap(({ slug, name }) => [slug, name].map((text) => [text.toLowerCase(), slug])),
);

/** The slug of the topic that is called this, by its slug or name; null if none is. */
export const topicCalled = (text: string) => SLUGS.get(text.trim().toLowerCase()) ?? null;

/** The name of a topic; a paper may still have one that the rules no longer know. */
export const topicName = (slug: string | undefined) => (slug && NAMES.get(slug)) || null;
