import Link from "next/link";

/** The foot of every page. */
export function Footer() {
  return (
    <footer className="sheet footer">
      <nav aria-label="Foot">
        <Link href="/">Latest edition</Link>
        {/* as a new document: the browser then opens what the link leads to */}
        <a href="/papers/trending#order">How trending is computed</a>
        <Link href="/moderation" prefetch={false}>
          Moderation
        </Link>
      </nav>
      <p className="footer-hint">
        Press <kbd>?</kbd> for keyboard shortcuts
      </p>
    </footer>
  );
}
