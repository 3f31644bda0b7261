import localFont from "next/font/local";

export const newsreader = localFont({
  src: "../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2",
  weight: "200 800",
  variable: "--font-newsreader",
  adjustFontFallback: "Times New Roman",
});

export const inter = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter",
  adjustFontFallback: "Arial",
});

/** Fetched only by pages that hold math. */
export const stixTwoMath = localFont({
  src: "../node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2",
  weight: "400",
  variable: "--font-stix-two-math",
  preload: false,
  adjustFontFallback: false,
});
