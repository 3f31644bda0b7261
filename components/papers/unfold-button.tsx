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
      aria-label="Show whole abstract"
      title="Whole abstract"
      onClick={onClick}
    >
      <UnfoldMark />
    </button>
  );
}

export function UnfoldMark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 18 16" width="18" height="16">
      <path d="m3.5 5 5.5 6 5.5-6" />
    </svg>
  );
}
