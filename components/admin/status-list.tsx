import Link from "next/link";
import type { ReactNode } from "react";
import type { Status } from "@/server/admin/status/queries";
import { Moment } from "../ui/moment";
import { StatusLine } from "./status-line";
import { bytesIn, counted, lasting, waiting } from "./words";

interface Line {
  /** Whether an administrator should do something. */
  isWarning?: boolean;
  /** Whether it is neither in order nor out of it, and worth knowing. */
  isNote?: boolean;
  what: ReactNode;
  more?: ReactNode;
}

/** How the process and its database are, in sentences. */
export function StatusList({ status }: { status: Status }) {
  const all = [
    ofReports(status),
    ofProcess(status),
    ofDatabase(status),
    ofDisk(status),
    ofImport(status),
    ofSources(status),
    ofWaiting(status),
    ofAddress(status),
    ofMail(status),
  ].filter((line) => line !== null);
  return (
    <section aria-labelledby="what-runs">
      <h2 id="what-runs" className="admin-heading">
        What runs
      </h2>
      <ul>
        {all.map(({ isWarning, isNote, what, more }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: always in this order
          <StatusLine key={index} sign={isWarning ? "warning" : isNote ? "note" : "order"}>
            <p>{what}</p>
            {more && <p className="text-[0.87rem] text-soft">{more}</p>}
          </StatusLine>
        ))}
      </ul>
    </section>
  );
}

function ofSources({ silent }: Status): Line | null {
  const [first] = silent;
  if (!first) return null;
  return {
    isWarning: true,
    what: (
      <b>
        {silent.map(({ name }) => name).join(" and ")} had no papers on a weekday of the last week.
      </b>
    ),
    more: (
      <>
        It may have been a holiday there. Which day it was is under{" "}
        <Link className="link" href="/admin/sources" prefetch={false}>
          Sources
        </Link>
        .
      </>
    ),
  };
}

function ofReports({ reports }: Status): Line | null {
  if (reports === 0) return null;
  return {
    isWarning: true,
    what: (
      <b>
        {waiting(reports)} {reports === 1 ? "report waits" : "reports wait"} for an administrator.
      </b>
    ),
    more: (
      <>
        Readers find something wrong with a note or a name. Hide the note, warn its author, or
        dismiss the report, under{" "}
        <Link className="link" href="/admin/reports" prefetch={false}>
          Reports
        </Link>
        .
      </>
    ),
  };
}

function ofProcess({ version, node, uptime, memory }: Status): Line {
  return {
    what: (
      <>
        <b>Version {version}</b> has been running for {lasting(uptime)}.
      </>
    ),
    more: `It uses ${bytesIn(memory)} of memory, on Node ${node}.`,
  };
}

function ofDatabase({ database: { state, version, bytes, isEmbedded } }: Status): Line {
  const where = isEmbedded
    ? "It is the database that the app brings along."
    : "It is the database that DATABASE_URL names.";
  const size = `${bytesIn(bytes)} in Postgres ${version}.`;
  if (state === "ok") {
    return {
      what: (
        <>
          <b>The database answers and can be written.</b> It has {size}
        </>
      ),
      more: where,
    };
  }
  return {
    isWarning: true,
    what: (
      <>
        <b>The database cannot be written.</b> It has {size}
      </>
    ),
    more: `Readers can read, and nothing they change is kept. Its disk may be full, or it may be read-only. ${where}`,
  };
}

function ofDisk({ disk }: Status): Line | null {
  if (!disk) return null;
  return disk.isNearlyFull
    ? {
        isWarning: true,
        what: (
          <>
            <b>The disk is nearly full:</b> {bytesIn(disk.free)} are left.
          </>
        ),
        more: "Free some space, or move DATA_DIR to a larger disk: a full disk stops every change.",
      }
    : {
        what: (
          <>
            <b>{bytesIn(disk.free)} are free</b> on the disk of the database.
          </>
        ),
      };
}

function ofImport({ imported }: Status): Line {
  if (!imported) {
    return { what: <b>No import is on record.</b>, more: "Earlier versions kept none." };
  }
  const { at, source, read, added, updated, skipped } = imported;
  return {
    isWarning: skipped > 0,
    what: (
      <>
        <b>
          The last import was <Moment at={at} />
        </b>
        , with upvotes from {source}.
      </>
    ),
    more: `${counted(read, "row")}: ${counted(added, "paper")} added, ${updated} updated, ${skipped} skipped.${skipped > 0 ? " The import named the lines that were skipped, and why." : ""}`,
  };
}

function ofWaiting({ waiting: { related, isMore, search, topics } }: Status): Line {
  const work = [
    search && "search is being indexed again",
    topics && "topics are being given again",
    related > 0 &&
      `${isMore ? "more than " : ""}${counted(related, "paper")} ${related === 1 ? "waits" : "wait"} for related ones`,
  ].filter((each) => each !== false);
  if (work.length === 0) return { what: <b>Nothing waits in the background.</b> };
  return {
    what: (
      <>
        <b>Work goes on in the background:</b> {work.join(", ")}.
      </>
    ),
    more: "Everything can be read and changed in the meantime.",
  };
}

function ofAddress({ address: { site, isSet } }: Status): Line {
  const shown = site.replace(/\/$/, "");
  return isSet
    ? {
        what: (
          <>
            <b>Links say {shown}</b>, as APP_URL does.
          </>
        ),
      }
    : {
        isWarning: true,
        what: (
          <>
            <b>Links say {shown}</b>; others cannot open them.
          </>
        ),
        more: "Set APP_URL to the address at which readers reach this site: invitations and links in mail begin with it.",
      };
}

function ofMail({ deliversMail }: Status): Line {
  return deliversMail
    ? { what: <b>Mail is sent through the server of SMTP_URL.</b> }
    : {
        isNote: true,
        what: <b>No mail is sent.</b>,
        more: "Every message is kept for you to read under Mail: pass on the links that people ask for, or set SMTP_URL as the README says. Addresses are not confirmed.",
      };
}
