import path from "node:path";
import type { NextConfig } from "next";
import { redirects, rewrites } from "./server/page-cache/addresses.mjs";

const config: NextConfig = {
  cacheHandler: path.resolve("server/page-cache/cache-handler.mjs"),
  // the cache handler is the only memory of cached pages
  cacheMaxMemorySize: 0,
  poweredByHeader: false,
  // we show no external pictures, so nothing needs to fetch and resize them
  images: { unoptimized: true },
  serverExternalPackages: ["pino", "postgres", "nodemailer", "undici"],
  // `npm test` and `npm run check` check the types: who only starts the app need not wait for it
  typescript: { tsconfigPath: "tsconfig.json", ignoreBuildErrors: true },
  experimental: {
    // a build happens once a version: writing what the next one could reuse takes longer than it
    // gains
    turbopackFileSystemCacheForBuild: false,
    // the start itself asks for what everybody asks first (`bin/serve.ts`)
    preloadEntriesOnStart: false,
  },
  redirects: async () => redirects(),
  rewrites: async () => rewrites(),
  headers: async () => [
    {
      // a public link is only for those it was given to: not for search engines, nor for the sites
      // it links to
      source: "/shared/:token",
      headers: [
        { key: "x-robots-tag", value: "noindex, nofollow" },
        { key: "referrer-policy", value: "same-origin" },
      ],
    },
  ],
};

export default config;
