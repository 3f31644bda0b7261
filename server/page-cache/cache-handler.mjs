// Plain JavaScript: Next loads it outside the bundle, at build time and at run time.
import { policyFor, withMergedScripts } from "./policy.mjs";
import { beginRender, currentPage, keepPage } from "./store.mjs";

/**
 * Next keeps pages as `/route-cache/KIND/OWNER/$ADDRESS`.
 * @param {string} key
 */
const addressOf = (key) => key.slice(key.indexOf("/$/") + 2);

/** The mark of a page that says that what was asked for is not here. */
const MISSING = '<meta name="status" content="404"/>';

/** Next's cache: keeps pages until their content changes. */
export default class CacheHandler {
  /** @param {string} key */
  async get(key) {
    const address = addressOf(key);
    const page = currentPage(address);
    if (page) return { value: page.value, lastModified: page.renderedAt };
    beginRender(address);
    return null;
  }

  /**
   * Next awaits this before it sends the page, so the stamp is on the first copy as well.
   * @param {string} key
   * @param {any} value
   */
  async set(key, value) {
    if (value?.kind === "APP_PAGE" && typeof value.html === "string") {
      value.html = withMergedScripts(value.html);
      value.headers = { ...value.headers, "content-security-policy": policyFor(value.html) };
      if (value.html.includes(MISSING)) value.status = 404;
    }
    keepPage(addressOf(key), value);
  }

  async revalidateTag() {}

  resetRequestCache() {}
}
