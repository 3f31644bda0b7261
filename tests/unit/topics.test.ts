import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { TOPIC_RULES } from "@/server/papers/topics/rules";
import { type About, MAX_TOPICS, topicsOf } from "@/server/papers/topics/topics";
import byHand from "../fixtures/topics.json";

const root = path.resolve(import.meta.dirname, "../..");

interface Paper extends Partial<About> {
  arxivId: string | null;
  title: string;
  abstract: string;
}

const sample = ["2025-03-13", "recent"].flatMap((name) =>
  gunzipSync(readFileSync(path.join(root, `db/sample/${name}.jsonl.gz`)))
    .toString()
    .trim()
    .split("\n")
    .map((line): Paper => JSON.parse(line)),
);

const topics = ({ title, abstract, keywords = [], categories = [] }: Partial<About>) =>
  topicsOf({ title: title ?? "", abstract: abstract ?? "", keywords, categories });

describe("the rules of topics", () => {
  it("have a name and an address for each, and no phrase that is cut in two", () => {
    expect(new Set(TOPIC_RULES.map(({ slug }) => slug)).size).toBe(TOPIC_RULES.length);
    for (const { slug, sure, hints = "none" } of TOPIC_RULES) {
      expect(slug).toMatch(/^[a-z0-9-]+$/);
      for (const phrase of `${sure},${hints}`.split(",")) {
        expect(phrase.trim(), slug).toMatch(/^[a-z0-9*.]+(\s+[a-z0-9*.]+)*$/);
      }
    }
  });

  it("give nearly every paper of the sample one to three topics", () => {
    const given = sample.map(topics);
    for (const each of given) expect(each.length).toBeLessThanOrEqual(MAX_TOPICS);
    const some = given.filter((each) => each.length > 0);
    expect(some.length / given.length).toBeGreaterThan(0.98);
  });

  it("label at least 90 of 100 papers as a person did", () => {
    const labels: Record<string, string[]> = byHand;
    const checked = sample.filter(({ arxivId }) => arxivId && arxivId in labels);
    expect(checked).toHaveLength(100);
    const wrong = checked.filter(({ arxivId, ...paper }) => {
      const [label = ""] = topics(paper);
      return !labels[arxivId ?? ""]?.includes(label);
    });
    expect(wrong.length, wrong.map(({ title }) => title).join("\n")).toBeLessThanOrEqual(10);
  });
});

describe("the topics of a paper", () => {
  it("come from whole words, whatever their case, hyphens and accents", () => {
    expect(topics({ title: "Text-to-Video Generation" })).toEqual(
      topics({ title: "text to vídeo generation" }),
    );
    expect(topics({ title: "Text-to-Video Generation" })[0]).toBe("video");
    expect(topics({ title: "Vivideos and the provider" })).toEqual([]);
  });

  it("follow what is special before what most papers have", () => {
    const [label] = topics({ title: "Large Language Models for Radiology" });
    expect(label).toBe("medicine");
  });

  it("come from a phrase wherever its line ends in the rules", () => {
    for (const { slug, sure } of TOPIC_RULES) {
      const broken = sure.split(",").filter((phrase) => phrase.trim().includes("\n"));
      for (const phrase of broken) {
        const title = phrase.trim().replace(/\s+/g, " ").replaceAll("*", "");
        expect(topics({ title }), title).toContain(slug);
      }
    }
    expect(topics({ title: "Remote Sensing" })).toEqual(["science"]);
  });

  it("are none where no rule has anything to say", () => {
    expect(topics({ title: "Untitled", abstract: "" })).toEqual([]);
  });

  it("take a text of any size and kind in bounded work", () => {
    const hostile = ["a ".repeat(50_000), "x".repeat(100_000), "*.+?".repeat(20_000), "\ud800\0"];
    for (const text of hostile) {
      expect(topics({ title: text, abstract: text, keywords: [text] })).toEqual([]);
    }
  });
});
