import localFont from "next/font/local";

/** The fonts of the first paint, preloaded, with fallbacks of the same metrics. */
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

// the rest is loaded only by pages with such characters; Next requires each call to be spelled out
export const newsreaderExtended = localFont({
  src: "../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-ext-wght-normal.woff2",
  weight: "200 800",
  variable: "--font-newsreader-extended",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value: "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F",
    },
  ],
});

export const interExtended = localFont({
  src: "../node_modules/@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
  weight: "100 900",
  variable: "--font-inter-extended",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value: "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F",
    },
  ],
});

export const newsreaderItalic = localFont({
  src: "../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2",
  weight: "200 800",
  style: "italic",
  variable: "--font-newsreader-italic",
  preload: false,
  adjustFontFallback: false,
});

export const stixTwoMath = localFont({
  src: "../node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2",
  weight: "400",
  variable: "--font-stix-two-math",
  preload: false,
  adjustFontFallback: false,
});

export const fontVariables = [
  newsreader,
  inter,
  newsreaderExtended,
  interExtended,
  newsreaderItalic,
  stixTwoMath,
]
  .map((font) => font.variable)
  .join(" ");
