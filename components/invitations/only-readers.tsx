/** Says that an invitation lets nobody create an account now. */
export const OnlyReaders = () => (
  <p className="notice">
    This site takes no new accounts now, so an invitation works only for people who have one here.
  </p>
);
