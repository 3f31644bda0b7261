import path from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  cacheHandler: path.resolve("server/printing/cache-handler.mjs"),
  // the cache handler is the only memory of printed pages
  cacheMaxMemorySize: 0,
  poweredByHeader: false,
  serverExternalPackages: ["pino", "postgres", "nodemailer"],
  typescript: { tsconfigPath: "tsconfig.json" },
  rewrites: async () => [{ source: "/", destination: "/papers/date/latest" }],
};

export default config;
