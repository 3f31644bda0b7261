// Plain JavaScript, as the policy that allows it is.

/**
 * Sets the reader's theme and density, and keeps the account's place, before the first paint. It
 * stands inline in every page.
 */
export const EARLY = `(function(r){try{var s=localStorage;var t=s.getItem("theme");if(t)r.dataset.theme=t;var d=s.getItem("density");if(d)r.dataset.density=d;if(s.getItem("reader"))r.dataset.reader=""}catch(e){}})(document.documentElement)`;
