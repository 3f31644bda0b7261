import { vi } from "vitest";

/*
 * The files of the server tests take turns in a few processes, because loading the libraries for
 * each file would take most of its time. Everything of ours starts afresh with each file: modules,
 * what they keep on `globalThis`, settings, and mocks.
 */

const ENVIRONMENT = Symbol.for("tests.environment");
const kept = globalThis as unknown as Record<PropertyKey, unknown>;

kept[ENVIRONMENT] ??= { ...process.env };
const environment = kept[ENVIRONMENT] as NodeJS.ProcessEnv;
for (const name of Object.keys(process.env)) {
  if (!(name in environment)) delete process.env[name];
}
Object.assign(process.env, environment);

for (const key of Reflect.ownKeys(globalThis)) {
  const name = typeof key === "symbol" ? (key.description ?? "") : key;
  if (name.startsWith("broadsheet")) delete kept[key];
}

// Vitest itself does this only where each file has its own process; if its name changes, this fails
(kept as { __vitest_mocker__: { reset(): void } }).__vitest_mocker__.reset();
vi.resetModules();
