/** What is needed of a window to take it from the screen and back. */
export interface HideableWindow {
  hide(): void;
  show(): void;
  showInactive(): void;
  isMinimized(): boolean;
  restore(): void;
  focus(): void;
}

/** A window that can be closed while the work behind it goes on. */
export interface Background {
  hide(): void;
  /** The work has ended: shows a window that was hidden, without taking the keyboard from what is done meanwhile. */
  onWorkEnded(): void;
  /** The person wants the window. */
  bringBack(): void;
}

export function createBackground(window: HideableWindow): Background {
  let isHidden = false;
  return {
    hide() {
      isHidden = true;
      window.hide();
    },
    onWorkEnded() {
      if (!isHidden) return;
      isHidden = false;
      window.showInactive();
    },
    bringBack() {
      if (isHidden) window.show();
      isHidden = false;
      if (window.isMinimized()) window.restore();
      window.focus();
    },
  };
}
