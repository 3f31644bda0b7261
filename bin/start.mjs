// `npm start`, and with --dev `npm run dev`: from a bare clone to a running app.
import {
  build,
  fail,
  install,
  load,
  loadSettings,
  port,
  requireNode,
  requirePort,
} from "./setup.mjs";

const dev = process.argv.includes("--dev");

try {
  requireNode();
  loadSettings();
  Object.assign(process.env, { NODE_ENV: dev ? "development" : "production" });
  await requirePort(port(), process.env.HOST || undefined);
  await install({ development: dev });
  if (!dev) await build();
  const { serve } = await load("bin/serve.ts");
  await serve({ dev });
} catch (error) {
  fail(error);
}
