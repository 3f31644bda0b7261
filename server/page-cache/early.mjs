// Plain JavaScript, like the policy that allows it.

/**
 * Sets the reader's theme and density, and reserves the account's space, before the first paint.
 * Redirects readers who read as a team to its editions (`components/teams/team-view.ts`); going
 * back to everyone's edition clears that choice. Inline in every page.
 */
export const EARLY = `(function(r){try{var s=localStorage;var t=s.getItem("theme");if(t)r.dataset.theme=t;var d=s.getItem("density");if(d)r.dataset.density=d;if(s.getItem("reader"))r.dataset.reader="";var l=location,m=/^\\/(?:papers\\/((?:date|week|month)\\/[^/]+))?$/.exec(l.pathname),k=s.getItem("team");if(m&&k)if(l.hash=="#everyone"||(performance.getEntriesByType("navigation")[0]||{}).type=="back_forward")s.removeItem("team");else if("reader"in r.dataset&&!l.search){r.hidden=true;l.replace("/teams/"+encodeURIComponent(k)+"/"+(m[1]||"date/latest")+"?remembered")}}catch(e){}})(document.documentElement)`;
