"use client";

import { useState } from "react";
import { Modal } from "../ui/modal";
import { areSingleKeysOn, shortcuts, turnSingleKeys } from "./shortcuts";

/** All shortcuts, and a switch for single-key ones. */
export default function ShortcutsDialog({ close }: { close: () => void }) {
  const [on, setOn] = useState(areSingleKeysOn);
  return (
    <Modal label="Keyboard" close={close} className="shortcuts">
      <div className="flex items-start justify-between gap-4">
        <h2 className="modal-title">Keyboard</h2>
        <button type="button" className="btn" onClick={close}>
          Close
        </button>
      </div>
      <div className="shortcuts-columns">
        {shortcuts.map(({ title, keys }) => (
          <section key={title}>
            <h3 className="shortcuts-title">{title}</h3>
            <dl>
              {keys.map(([pressed, does]) => (
                <div key={does} className="shortcut">
                  <dt>
                    {pressed.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="shortcuts-switch">
        <input
          type="checkbox"
          checked={on}
          onChange={() => {
            turnSingleKeys(!on);
            setOn(!on);
          }}
        />
        Single-key shortcuts in this browser. Ctrl K and ⌘ K always work, and lead back here.
      </label>
    </Modal>
  );
}
