import type { Metadata } from "next";
import { DesignView } from "@/components/design/design-view";
import { missingMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { env } from "@/server/platform/env";
import { noteNotFound } from "@/server/platform/page-status";

export const dynamic = "force-dynamic";

/** An installation does not have this page: it is for developers, and for the tests. */
const isHere = () => env().NODE_ENV !== "production" || env().TEST_DESIGN_PAGE !== undefined;

export const generateMetadata = (): Metadata =>
  isHere() ? { title: "Design", robots: { index: false } } : missingMetadata("Not here");

/** Every piece of the visual system. */
export default function DesignPage() {
  if (isHere()) return <DesignView />;
  noteNotFound();
  return <NotHere />;
}
