"use client";

import { useState } from "react";
import type { Member, Team } from "@/server/teams/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Confirm } from "../forms/confirm";
import { Select } from "../forms/select";
import { Submit } from "../forms/submit";

/** Makes another member the owner, after saying whom and what follows. */
export function HandOver(props: { team: Team; others: Member[]; action: FormAction }) {
  const { team, others } = props;
  const [chosen, choose] = useState("");
  const name = others.find(({ userId }) => userId === chosen)?.name;
  return (
    <Confirm label="Transfer this team">
      <p>
        {name ? <bdi>{name}</bdi> : "The person you choose"} becomes the owner, and you become an
        admin. Only an owner can undo that.
      </p>
      <ActionForm action={props.action} className="grid gap-4">
        <input type="hidden" name="teamId" value={team.id} />
        <Select
          name="userId"
          label="New owner"
          required
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">Choose a member</option>
          {others.map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </Select>
        <Submit className="btn btn-solid justify-self-start">
          Yes, transfer {team.name}
          {name && ` to ${name}`}
        </Submit>
      </ActionForm>
    </Confirm>
  );
}
