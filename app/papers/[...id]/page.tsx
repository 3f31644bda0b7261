import { permanentRedirect } from "next/navigation";
import { cache } from "react";
import { NoPaper } from "@/components/papers/no-paper";
import { PaperView } from "@/components/papers/paper-view";
import { missingMetadata } from "@/components/seo/metadata";
import { paperMetadata } from "@/components/seo/paper-metadata";
import { anonymousCaller, orNull } from "@/server/api/rsc";

export const dynamic = "force-static";

export const generateStaticParams = () => [];

type Props = PageProps<"/papers/[...id]">;

const addressOf = async ({ params }: Props) => decodeURIComponent((await params).id.join("/"));

const paperAt = cache((address: string) => orNull(anonymousCaller().papers.at({ address })));

export async function generateMetadata(props: Props) {
  const found = await paperAt(await addressOf(props));
  if (!found) return missingMetadata("No such paper here");
  return found.paper ? paperMetadata(found.paper) : {};
}

export default async function PaperPage(props: Props) {
  const address = await addressOf(props);
  const found = await paperAt(address);
  if (!found) return <NoPaper address={address} />;
  if (!found.paper) permanentRedirect(`/papers/${found.movedTo}`);
  const { paper } = found;
  const [notes, voters] = await Promise.all([
    anonymousCaller().annotations.onPaper({ paperId: paper.id }),
    anonymousCaller().votes.voters({ paperId: paper.id }),
  ]);
  return <PaperView paper={paper} notes={notes} voters={voters} />;
}
