/** Says what a trash is for. */
export function EmptyTrash({ children }: { children: string }) {
  return (
    <section className="empty">
      <h2>The trash is empty</h2>
      <p className="empty-lesson">{children}</p>
    </section>
  );
}
