import localFont from "next/font/local";

/** Newsreader as it is drawn for headlines (`bin/display-font.ts`); loaded by pages that have some. */
export const displayFont = localFont({
  src: "./newsreader-display.woff2",
  weight: "400 600",
  variable: "--font-newsreader-display",
  adjustFontFallback: "Times New Roman",
});
