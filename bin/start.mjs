// `npm start`, and with --dev `npm run dev`: from a bare clone to a running app.
import { build } from "./build.mjs";
import { bundled, loadFrom } from "./bundle.mjs";
import { fail, install, load, loadSettings, port, requireNode, requirePort } from "./setup.mjs";

/** @param {boolean} dev */
async function start(dev) {
  requireNode();
  loadSettings();
  Object.assign(process.env, { NODE_ENV: dev ? "development" : "production" });
  await requirePort(port(), process.env.HOST || undefined);
  await install({ development: dev });
  const bundle = dev ? null : await bundled((await build()).commands);
  const { serve } = bundle ? await loadFrom("bin/serve.ts", bundle) : await load("bin/serve.ts");
  await serve({ bundle });
}

/**
 * One of several web processes: the app that starts it has settings and a build.
 * @param {string} bundle
 */
async function startWeb(bundle) {
  const { main } = await loadFrom("bin/web.ts", bundle);
  await main();
}

const [first, bundle = ""] = process.argv.slice(2);
await (first === "--web" ? startWeb(bundle) : start(first === "--dev")).catch(fail);
