import Link from "next/link";
import type { Proposals } from "@/server/teams/proposals/queries";
import type { FormAction } from "../../forms/action-form";
import { Section } from "../../settings/section";
import { ProposalRow } from "./proposal-row";
import { ProposeForm, ThresholdForm } from "./propose-form";

interface Props {
  found: Proposals;
  slug: string;
  /** What another page has led here with. */
  paper: string;
  propose: FormAction;
  support: FormAction;
  veto: FormAction;
  setThreshold: FormAction;
}

const agreeing = (threshold: number) =>
  threshold === 1 ? "one member supports" : `${threshold} members support`;

/** What members propose for the team's edition, and what came of it. */
export function ProposalsView(props: Props) {
  const { found, slug, paper, propose, support, veto, setThreshold } = props;
  const { teamId, threshold, mayVeto, proposals } = found;
  const open = proposals.filter(({ printedOn, vetoedAt }) => !printedOn && !vetoedAt);
  const decided = proposals.filter(({ printedOn, vetoedAt }) => printedOn || vetoedAt);
  const row = (each: (typeof proposals)[number]) => (
    <ProposalRow
      key={each.id}
      proposal={each}
      slug={slug}
      threshold={threshold}
      mayVeto={mayVeto}
      support={support}
      veto={veto}
    />
  );
  return (
    <div className="form-sections">
      <Section
        title="Propose a paper"
        about={
          <>
            Once {agreeing(threshold)} a proposal, its paper is in the team’s edition of that day.
            Proposing a paper is supporting it. One that is not here yet is to be{" "}
            <Link className="link" href="/submit" prefetch={false}>
              submitted
            </Link>{" "}
            first.
          </>
        }
      >
        <ProposeForm teamId={teamId} paper={paper} action={propose} />
      </Section>
      <Section title="Open">
        {open.length === 0 ? (
          <p className="text-soft">No proposal is open.</p>
        ) : (
          <ul>{open.map(row)}</ul>
        )}
      </Section>
      {decided.length > 0 && (
        <Section title="Decided">
          <ul>{decided.map(row)}</ul>
        </Section>
      )}
      {mayVeto && (
        <Section title="How many must agree">
          <ThresholdForm teamId={teamId} threshold={threshold} action={setThreshold} />
        </Section>
      )}
    </div>
  );
}
