/** Said where mail is promised and the installation sends none. */
export function KeptNotice() {
  return (
    <p className="notice">
      This installation does not send its mail but keeps it: its administrators read it under
      Administration, Mail.
    </p>
  );
}
