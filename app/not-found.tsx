import type { Metadata } from "next";
import { NotHere } from "@/components/seo/not-here";

export const metadata: Metadata = { title: "Not here", robots: { index: false } };

export default function NotFound() {
  return <NotHere />;
}
