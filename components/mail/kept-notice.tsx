/** Said where mail is promised and the installation delivers none. */
export function KeptNotice() {
  return (
    <p className="notice">
      This installation does not send its mail but keeps it: its administrators read it under
      Administration, Mail.
    </p>
  );
}

/** The same, of a link that somebody asks for. */
export const KEPT_LINK =
  "The link is not mailed but kept for the administrators of this installation: ask one of them for it.";

/** The same, of invitations. */
export const KEPT_INVITATIONS =
  "Messages are not mailed but kept for the administrators of this installation: pass on the links yourself.";
