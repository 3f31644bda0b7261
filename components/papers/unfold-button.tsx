interface Props {
  open?: boolean;
  /** Where one listener serves all rows of a page, none is given. */
  onClick?: () => void;
}

/** Shows the whole abstract of a row in place. */
export function UnfoldButton({ open = false, onClick }: Props) {
  return (
    <button
      type="button"
      className="btn btn-quiet tool-button unfold"
      data-unfold=""
      aria-expanded={open}
      title="Show whole abstract"
      onClick={onClick}
    />
  );
}
