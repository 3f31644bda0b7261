import Link from "next/link";
import type { Proposal } from "@/server/teams/proposals/queries";
import { longDate } from "../../editions/dates";
import { ActionForm, type FormAction } from "../../forms/action-form";
import { Field } from "../../forms/field";
import { Submit } from "../../forms/submit";
import { Tex } from "../../papers/tex";
import { Moment } from "../../ui/moment";

interface Props {
  proposal: Proposal;
  slug: string;
  threshold: number;
  mayVeto: boolean;
  support: FormAction;
  veto: FormAction;
}

/** One proposal, with what came of it and what the reader can do. */
export function ProposalRow({ proposal, slug, threshold, mayVeto, support, veto }: Props) {
  const { title, isMine, proposer, createdAt, vetoedAt } = proposal;
  return (
    <li className="submit-line">
      <p dir="auto" className="submit-title">
        <Link className="hover:underline" href={`/papers/${proposal.slug}`} prefetch={false}>
          <Tex source={title} />
        </Link>
      </p>
      <p className="text-soft">
        Proposed by {isMine ? "you" : <bdi>{proposer ?? "a former member"}</bdi>},{" "}
        <Moment at={createdAt} />
      </p>
      <Outcome proposal={proposal} slug={slug} threshold={threshold} />
      {!vetoedAt && <SupportForm proposal={proposal} action={support} />}
      {mayVeto &&
        (vetoedAt ? (
          <VetoForm proposal={proposal} action={veto} />
        ) : (
          <details className="unfolds">
            <summary>Veto</summary>
            <VetoForm proposal={proposal} action={veto} />
          </details>
        ))}
    </li>
  );
}

function Outcome({ proposal, slug, threshold }: Pick<Props, "proposal" | "slug" | "threshold">) {
  const { printedOn, vetoedAt, vetoer, reason, supporters } = proposal;
  if (vetoedAt) {
    return (
      <p>
        <b className="font-semibold">
          Vetoed by <bdi>{vetoer ?? "a former member"}</bdi>
        </b>
        : <bdi>{reason}</bdi>
      </p>
    );
  }
  if (printedOn) {
    return (
      <p>
        In the{" "}
        <Link className="link" href={`/teams/${slug}/date/${printedOn}`} prefetch={false}>
          team’s edition of {longDate(printedOn)}
        </Link>
      </p>
    );
  }
  return (
    <p>
      {supporters > 0
        ? `Supported by ${supporters} of ${threshold}`
        : `Nobody supports it any more. It needs ${threshold}.`}
    </p>
  );
}

interface FormProps {
  proposal: Pick<Proposal, "id" | "title" | "iSupport" | "vetoedAt">;
  action: FormAction;
}

/** Supports a proposal, or no longer does. */
export function SupportForm({ proposal: { id, title, iSupport }, action }: FormProps) {
  return (
    <ActionForm action={action} className="grid">
      <input type="hidden" name="id" value={id} />
      <Submit
        className="btn justify-self-start"
        name="act"
        value={iSupport ? "withdraw" : "support"}
      >
        {iSupport ? "Withdraw support" : "Support"}
        <span className="sr-only">: {title}</span>
      </Submit>
    </ActionForm>
  );
}

/** Vetoes a proposal, or lifts the veto. */
export function VetoForm({ proposal: { id, title, vetoedAt }, action }: FormProps) {
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      {!vetoedAt && (
        <Field
          name="reason"
          label="Reason"
          maxLength={300}
          required
          hint="The whole team reads it, with your name."
        />
      )}
      <Submit className="btn justify-self-start" name="act" value={vetoedAt ? "lift" : "veto"}>
        {vetoedAt ? "Lift the veto" : "Veto"}
        <span className="sr-only">: {title}</span>
      </Submit>
    </ActionForm>
  );
}
