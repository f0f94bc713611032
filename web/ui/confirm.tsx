"use client";

import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { Dialog } from "./dialog.tsx";

/** Asks once more before something that cannot be taken back. Says what will happen, and keeps what went wrong in view. */
export const Confirm = ({
  open,
  onOpenChange,
  title,
  children,
  confirm,
  cancel,
  danger = false,
  busy = false,
  trouble,
  onConfirm,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  children: ReactNode;
  confirm: ReactNode;
  cancel: ReactNode;
  danger?: boolean;
  busy?: boolean;
  trouble?: string;
  onConfirm: () => void;
}) => (
  <Dialog
    open={open}
    onOpenChange={onOpenChange}
    dismissible={!busy}
    title={title}
    footer={
      <>
        <Button variant="quiet" disabled={busy} onClick={() => onOpenChange(false)}>
          {cancel}
        </Button>
        <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </>
    }
  >
    <div className="space-y-4">
      <div className="text-ink-soft">{children}</div>
      {trouble && (
        <Callout tone="bad" role="alert">
          {trouble}
        </Callout>
      )}
    </div>
  </Dialog>
);
