// Plain JavaScript, like the policy that allows it.
import { READER_COOKIE } from "../platform/reader-cookie.mjs";

/**
 * Runs before the first paint; inline in every page, and the same in all of them. It sets the
 * reader's theme and density, and redirects readers who read as a team to its editions
 * (`components/teams/team-view.ts`); going back to everyone's edition clears that choice. For the
 * signed-in account it draws what the last visit knew (`components/api/last-visit.ts`): as marked
 * elements are parsed, it gives them the attributes and the text that are kept for them, the same
 * ones that React sets later. What another account has left is deleted. `data-first` says that there is
 * an account and no last visit, until the server has answered.
 *
 * An element with `data-latest`, the day of the newest edition, gets its age where it is no longer
 * new: only the browser knows what day it is. A page that is come to later asks for it by `tellAge`
 * (`components/editions/edition-age.tsx`).
 *
 * Marked as pure, so that bundles for browsers, which have no use for it, leave it out.
 */
export const EARLY = /* @__PURE__ */ `
(function (r) {
  try {
    var s = localStorage, l = location;
    var round = Math.round, now = new Date();
    r.tellAge = function (e) {
      var d = round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.parse(e.dataset.latest)) / 864e5);
      if (d > 3) e.dataset.age = (d < 60 ? d + " days" : d < 730 ? round(d / 30.44) + " months" : round(d / 365.25) + " years") + " old";
    };
    var ages = new MutationObserver(function () {
      var e = document.querySelector("[data-latest]");
      if (!e) return;
      ages.disconnect();
      r.tellAge(e);
    });
    ages.observe(r, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", function () { ages.disconnect(); });
    var theme = s.getItem("theme"), density = s.getItem("density"), team = s.getItem("team");
    if (theme) r.dataset.theme = theme;
    if (density) r.dataset.density = density;
    var account = (/(?:^|; )${READER_COOKIE}=([^;]+)/.exec(document.cookie) || [])[1];
    if (account) r.dataset.reader = "";
    var edition = /^\\/(?:papers\\/((?:date|week|month)\\/[^/]+))?$/.exec(l.pathname);
    if (edition && team) {
      var way = (performance.getEntriesByType("navigation")[0] || {}).type;
      if (l.hash == "#everyone" || way == "back_forward") s.removeItem("team");
      else if (account && !l.search) {
        r.hidden = true;
        l.replace("/teams/" + encodeURIComponent(team) + "/" + (edition[1] || "date/latest") + "?remembered");
      }
    }
    var visit = JSON.parse(s.getItem("last-visit"));
    if (!visit || visit.reader.id != account) {
      if (account) r.dataset.first = "";
      return s.removeItem("last-visit");
    }
    r.lastVisit = visit;
    var at = 0;
    var observer = new MutationObserver(function () {
      for (var all = document.querySelectorAll("[data-mark]"); at < all.length; at++) {
        var mark = visit.marks[all[at].dataset.mark];
        for (var name in mark) {
          if (name == "children") all[at].textContent = mark[name];
          else all[at].setAttribute(name, mark[name]);
        }
      }
    });
    observer.observe(r, { childList: true, subtree: true });
    addEventListener("DOMContentLoaded", function () { observer.disconnect(); });
  } catch (e) {}
})(document.documentElement)`.replace(/\n\s*/g, "");
