// Plain JavaScript, as the policy that allows it is.

/**
 * Sets the reader's theme and density, and keeps the account's place, before the first paint. Who
 * reads editions as a team is led to the team's (\`components/teams/team-view.ts\`), but who goes back to
 * everyone's takes that choice back. It is inline in every page.
 */
export const EARLY = `(function(r){try{var s=localStorage;var t=s.getItem("theme");if(t)r.dataset.theme=t;var d=s.getItem("density");if(d)r.dataset.density=d;if(s.getItem("reader"))r.dataset.reader="";var l=location,m=/^\\/(?:papers\\/((?:date|week|month)\\/[^/]+))?$/.exec(l.pathname),k=s.getItem("team");if(m&&k)if(l.hash=="#everyone"||(performance.getEntriesByType("navigation")[0]||{}).type=="back_forward")s.removeItem("team");else if("reader"in r.dataset&&!l.search){r.hidden=true;l.replace("/teams/"+encodeURIComponent(k)+"/"+(m[1]||"date/latest")+"?remembered")}}catch(e){}})(document.documentElement)`;
