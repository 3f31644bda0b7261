// `npm start`, and with --dev `npm run dev`: from a bare clone to a running app.
import { build } from "./build.mjs";
import { loadCommand } from "./bundle.mjs";
import { fail, install, load, loadSettings, port, requireNode, requirePort } from "./setup.mjs";

const dev = process.argv.includes("--dev");

try {
  requireNode();
  loadSettings();
  Object.assign(process.env, { NODE_ENV: dev ? "development" : "production" });
  await requirePort(port(), process.env.HOST || undefined);
  await install({ development: dev });
  const { serve } = dev
    ? await load("bin/serve.ts")
    : await loadCommand("bin/serve.ts", (await build()).commands);
  await serve({ dev });
} catch (error) {
  fail(error);
}
