/** In one sentence, who reads the name of an account with what it does. */
export const whoSees = (hidesVotes: boolean) =>
  hidesVotes
    ? "Your name is shown with notes that you write for everyone, which strangers can read too; with your votes, only to your teams."
    : "Your name is shown with your votes and with notes that you write for everyone, and strangers can read both.";
