"use client";

import { useState } from "react";
import { DayStrip } from "../editions/day-strip";
import { DensitySwitch } from "../editions/density-switch";
import { Topics } from "../editions/topics";
import { Answer } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { StatusTabs } from "../library/status-tabs";
import { SortSwitch } from "../lists/sort-switch";
import { UnfoldButton } from "../papers/unfold-button";
import { HowOrdered } from "../ui/how-ordered";
import { ThemeChoice } from "../ui/theme-choice";
import { Piece, State } from "./piece";
import { LIST } from "./samples";

const none = { values: {}, errors: {} };

const KINDS = [
  ["Solid", "btn btn-solid"],
  ["Outline", "btn"],
  ["Quiet", "btn btn-quiet"],
] as const;

/** What is pressed. */
export function Controls() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Piece name="Buttons">
        <div className="design-grid">
          {KINDS.map(([name, className]) => (
            <div key={name} className="design-line">
              <State name={name}>
                <button type="button" className={className}>
                  Create team
                </button>
              </State>
              <State name="Disabled">
                <button type="button" className={className} disabled>
                  Create team
                </button>
              </State>
              <State name="Pending">
                <Answer value={{ state: none, pending: true }}>
                  <Submit className={className}>Create team</Submit>
                </Answer>
              </State>
            </div>
          ))}
        </div>
        <div className="design-line">
          <State name="Link">
            <a className="link" href="#design-light">
              Show all topics
            </a>
          </State>
          <State name="Unfold">
            <UnfoldButton open={open} onClick={() => setOpen(!open)} />
          </State>
        </div>
      </Piece>
      <Piece name="Strip and days">
        <div className="strip">
          <div className="strip-what">
            <p>Thursday, March 13, 2025</p>
            <p className="credit">92 papers</p>
          </div>
          <DayStrip
            unit="edition"
            around="2025-03-13"
            week={["2025-03-10", "2025-03-11", "2025-03-13", "2025-03-14"]}
            base="/papers"
            isLatest={false}
            previous={{ href: "/papers/date/2025-03-11", label: "March 11, 2025" }}
            next={null}
          />
        </div>
      </Piece>
      <Piece name="Chips">
        <Topics
          own="/papers/date/2025-03-13"
          topic="vision"
          topics={[
            { slug: "language-models", name: "Language models", papers: 31 },
            { slug: "vision", name: "Vision", papers: 22 },
            { slug: "robotics", name: "Robotics", papers: 1 },
          ]}
        />
      </Piece>
      <Piece name="Tabs">
        <StatusTabs
          shown={{ status: "reading" }}
          counts={{ to_read: 12, reading: 2, read: 1_204 }}
        />
        <SortSwitch listId={LIST.id} sort="added" />
      </Piece>
      <Piece name="Switches">
        <div className="design-line">
          <DensitySwitch />
          {/* a form of its own: the choices of both themes have one name */}
          <form>
            <ThemeChoice />
          </form>
        </div>
      </Piece>
      <Piece name="Details">
        <HowOrdered>
          <p>By points: upvotes at the source, and ten for each vote here.</p>
        </HowOrdered>
      </Piece>
    </>
  );
}
