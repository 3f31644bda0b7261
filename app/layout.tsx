import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Keyboard } from "@/components/keyboard/keyboard";
import { Footer } from "@/components/masthead/footer";
import { Masthead } from "@/components/masthead/masthead";
import { Warned } from "@/components/moderation/warned";
import { FollowTeam } from "@/components/teams/follow-team";
import { Toaster } from "@/components/ui/toaster";
import { installationShown } from "@/server/api/rsc";
import { env } from "@/server/platform/env";
import { noteReached } from "@/server/platform/page-status";
import { EarlyScript } from "./early-script";
import { fontVariables } from "./fonts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const { APP_URL } = env();
  const { name } = await installationShown();
  return {
    metadataBase: APP_URL ? new URL(APP_URL) : undefined,
    title: { default: name, template: `%s · ${name.replaceAll("%s", "")}` },
    description: "The daily paper for people who read papers.",
    applicationName: name,
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fdfcf9" },
    { media: "(prefers-color-scheme: dark)", color: "#15140f" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  noteReached();
  return (
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        <EarlyScript />
      </head>
      <body>
        <a href="#content" className="skip">
          Skip to content
        </a>
        <Masthead />
        <div id="content" tabIndex={-1} />
        {children}
        <Footer />
        <Warned />
        <Toaster />
        <Keyboard />
        <FollowTeam />
      </body>
    </html>
  );
}
