import { isFeedDate } from "../../platform/calendar";

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
const FORMAT =
  /^(?:[A-Z][a-z]{2},\s*)?(\d{1,2})\s+([A-Z][a-z]{2})\s+(\d{4})\s+(\d{2}):(\d{2})(?::(\d{2}))?\s+(GMT|UTC|UT|Z|[+-]\d{4})$/;

export interface MailDate {
  at: Date;
  /** The day where it was written: `2026-09-23`. */
  day: string;
}

/** Parses a date of RFC 5322, such as `Wed, 23 Sep 2026 00:00:00 -0400`; null for anything else. */
export function mailDate(text: string): MailDate | null {
  const [, date = "", month = "", year, hour, minute, second = "00", zone = ""] =
    FORMAT.exec(text.trim().slice(0, 60)) ?? [];
  const place = MONTHS.indexOf(month);
  if (month === "" || place % 3 !== 0) return null;
  const day = `${year}-${String(place / 3 + 1).padStart(2, "0")}-${date.padStart(2, "0")}`;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : "Z";
  const at = new Date(`${day}T${hour}:${minute}:${second}${offset}`);
  return isFeedDate(day) && !Number.isNaN(at.getTime()) ? { at, day } : null;
}
