import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Footer } from "@/components/masthead/footer";
import { Masthead } from "@/components/masthead/masthead";
import { Toaster } from "@/components/ui/toaster";
import { EARLY } from "@/server/printing/early.mjs";
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

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html
      lang="en"
      className={`${newsreader.variable} ${inter.variable} ${stixTwoMath.variable}`}
      suppressHydrationWarning
    >
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: EARLY }} />
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
