import { SaveButton } from "../library/save-button";
import { SourceUpvotes } from "../papers/row-side";
import { Voters } from "../papers/voters";
import { Avatar } from "../ui/avatar";
import { Moment } from "../ui/moment";
import { Faces } from "../votes/faces";
import { VoteButton } from "../votes/vote-button";
import { Piece, State } from "./piece";
import { idOf, NAMES, type Scheme } from "./samples";

const CLUSTERS = [
  ["No votes", 20, 0, 0],
  ["Votes", 21, 4, 163],
  ["Mine", 22, 0, 0],
  ["Mine, and one of my team", 23, 11, 40],
  ["Five of my team", 24, 5, 1_204],
] as const;

const STATUSES = [
  ["Not saved", 30],
  ["To read", 31],
  ["Reading", 32],
  ["Read", 33],
] as const;

/** People, their votes, and what they do with a paper. */
export function People({ scheme }: { scheme: Scheme }) {
  return (
    <>
      <Piece name="Faces">
        <div className="design-line">
          {NAMES.map((name, hue) => (
            <State key={name} name={name}>
              <Avatar of={{ name, hue }} />
            </State>
          ))}
        </div>
        <Voters names={NAMES.slice(0, 4)} votes={6} />
        <Voters names={[]} votes={3} />
        <p>
          Added <Moment at={new Date("2025-03-14T09:00:00Z")} />
        </p>
      </Piece>
      <Piece name="Vote cluster">
        {CLUSTERS.map(([name, at, votes, upvotes]) => (
          <State key={name} name={name}>
            <div className="row design-cluster">
              <div className="row-side">
                <VoteButton paperId={idOf(scheme, at)} count={votes} />
                <SourceUpvotes source="Hugging Face" upvotes={upvotes} />
                <Faces paperId={idOf(scheme, at)} />
              </div>
            </div>
          </State>
        ))}
      </Piece>
      <Piece name="Status">
        <div className="design-line">
          {STATUSES.map(([name, at]) => (
            <State key={name} name={name}>
              <SaveButton paperId={idOf(scheme, at)} />
            </State>
          ))}
        </div>
      </Piece>
    </>
  );
}
