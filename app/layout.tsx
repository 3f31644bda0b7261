import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Footer } from "@/components/masthead/footer";
import { Masthead } from "@/components/masthead/masthead";
import { Toaster } from "@/components/ui/toaster";
import { inter, newsreader, stixTwoMath } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Broadsheet", template: "%s · Broadsheet" },
  description: "The daily paper for people who read papers.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fdfcf9" },
    { media: "(prefers-color-scheme: dark)", color: "#15140f" },
  ],
};

/** Sets the reader's theme and density, and keeps the account's place, before the first paint. */
const early = `(function(r){try{var s=localStorage;var t=s.getItem("theme");if(t)r.dataset.theme=t;var d=s.getItem("density");if(d)r.dataset.density=d;if(s.getItem("reader"))r.dataset.reader=""}catch(e){}})(document.documentElement)`;

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html
      lang="en"
      className={`${newsreader.variable} ${inter.variable} ${stixTwoMath.variable}`}
      suppressHydrationWarning
    >
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: early }} />
      </head>
      <body>
        <Masthead />
        {children}
        <Footer />
        <Toaster />
      </body>
    </html>
  );
}
