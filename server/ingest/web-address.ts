/** Whether a page may link to it: only http and https, as other schemes could run in the browser. */
export const isWebAddress = (text: string) => URL.canParse(text) && /^https?:\/\//i.test(text);
