/** Where upvotes come from if nobody names their source. */
export const DEFAULT_SOURCE = "Hugging Face";
