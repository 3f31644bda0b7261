import Link from "next/link";

/** The foot of every page. */
export function Footer() {
  return (
    <footer className="sheet footer">
      <nav aria-label="Foot">
        <Link href="/">Latest edition</Link>
        <Link href="/papers/trending" prefetch={false}>
          How trending is computed
        </Link>
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
