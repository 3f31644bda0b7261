/** The roles of type, each in its own words. */
export function Type() {
  return (
    <div className="design-type">
      <p className="plate">Broadsheet</p>
      <p className="front-title">Title over some days: Week 11, 2025</p>
      <p className="page-title">Title of a page: Diffusion and flow matching</p>
      <p className="section-title">Title of a section: Discussion</p>
      <p className="abstract">
        The abstract: we revisit how a model attends to long contexts, and find that most heads look
        at few tokens. Formulas are set as in the paper, in <i>Newsreader</i>, at a measure of about
        68 characters.
      </p>
      <p>The interface, in Inter: what is operated, and what is said about it.</p>
      <p className="credit">17 papers · 24 minutes · by AK and the research community</p>
      <p>
        Words that lead on, such as{" "}
        <a className="link" href="#design-light">
          all light pieces
        </a>
        ; a key <kbd>Ctrl</kbd> <kbd>K</kbd>; and <code>code</code>.
      </p>
    </div>
  );
}
