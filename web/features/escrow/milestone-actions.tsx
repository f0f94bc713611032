"use client";

import { Icon } from "#web/ui/icon.tsx";
import { useTranslations } from "next-intl";
import { type ReactNode, Suspense, useState } from "react";
import type { Agreement, MilestoneView } from "#core/features/agreements.ts";
import type { Document } from "#core/features/documents.ts";
import type { Move } from "#web/lib/moves.ts";
import { forgetNote } from "#web/lib/note.ts";
import { useTransactions } from "#web/lib/transactions/index.tsx";
import type { TransactionPlan } from "#web/lib/transactions/plan.ts";
import { Button } from "#web/ui/button.tsx";
import { Menu, MenuItem } from "#web/ui/menu.tsx";
import { part } from "#web/ui/part.ts";
import { usePlans } from "./plans.tsx";

const NoteDialog = part(async () => (await import("#web/lib/note-dialog.tsx")).default);
const DisputeDialog = part(async () => (await import("./dispute-dialog.tsx")).default);
const PartDialog = part(async () => (await import("./part-dialog.tsx")).default);
const SettleDialog = part(async () => (await import("./settle-dialog.tsx")).default);

const icons: Record<Move, ReactNode> = {
  submit: <Icon name="package-check" />,
  requestChanges: <Icon name="package-x" />,
  release: <Icon name="circle-check" />,
  releasePart: <Icon name="scissors" />,
  refund: <Icon name="undo-2" />,
  releaseByAnyone: <Icon name="circle-check" />,
  refundByAnyone: <Icon name="undo-2" />,
  settle: <Icon name="handshake" />,
  dispute: <Icon name="gavel" />,
};

// What needs more than a press: words, an amount, a share.
const asks: ReadonlySet<Move> = new Set(["submit", "requestChanges", "releasePart", "settle", "dispute"]);

// Everything else is the exception, and waits in the menu.
const expected = (move: Move, { state }: MilestoneView): boolean =>
  move === "submit" ||
  move === "requestChanges" ||
  move === "releaseByAnyone" ||
  move === "refundByAnyone" ||
  (move === "release" && state === "Submitted");

/** The moves open to the viewer: the expected ones as buttons, the rest in a menu. `isMain` where the page leads to them. */
export const MilestoneActions = ({
  agreement,
  milestone,
  moves,
  isMain = false,
}: {
  agreement: Agreement;
  milestone: MilestoneView;
  moves: readonly Move[];
  isMain?: boolean;
}) => {
  const t = useTranslations("escrow.move");
  const { transact } = useTransactions();
  const plans = usePlans(agreement, milestone);
  const [asking, setAsking] = useState<Move | null>(null);
  if (moves.length === 0) return null;

  const buttons = moves.filter((move) => isMain || expected(move, milestone));
  const others = moves.filter((move) => !buttons.includes(move));
  const close = () => setAsking(null);
  const start = (move: Move) => {
    if (asks.has(move)) setAsking(move);
    else if (move === "release" || move === "releaseByAnyone") void transact(plans.release());
    else void transact(plans.refund());
  };
  const send = async (kind: Document["kind"], plan: TransactionPlan) => {
    close();
    if (await transact(plan)) forgetNote(agreement.id, milestone.index, kind);
  };
  const note = { agreement: agreement.id, index: milestone.index, open: true, onOpenChange: close };
  const number = milestone.index + 1;

  return (
    <div className="flex flex-wrap gap-2">
      {buttons.map((move, at) => (
        <Button
          key={move}
          variant={isMain && at === 0 ? "primary" : "secondary"}
          size={isMain ? "md" : "sm"}
          icon={icons[move]}
          onClick={() => start(move)}
        >
          {t(move)}
        </Button>
      ))}
      {others.length > 0 && (
        <Menu
          trigger={
            <Button variant="quiet" size="sm" icon={<Icon name="ellipsis" />}>
              {t("more")}
              <span className="sr-only">{t("moreOf", { number })}</span>
            </Button>
          }
        >
          {others.map((move) => (
            <MenuItem key={move} icon={icons[move]} danger={move === "refund" || move === "dispute"} onSelect={() => start(move)}>
              {t(move)}
            </MenuItem>
          ))}
        </Menu>
      )}
      <Suspense>
        {asking === "submit" && (
          <NoteDialog
            {...note}
            kind="delivery"
            title={t("submitTitle", { number })}
            lead={t("submitLead")}
            next={t("next")}
            onStored={(document) => void send("delivery", plans.submit(document))}
          />
        )}
        {asking === "requestChanges" && (
          <NoteDialog
            {...note}
            kind="change-request"
            title={t("changesTitle", { number })}
            lead={t("changesLead", { left: plans.requestsLeft })}
            next={t("next")}
            onStored={(document) => void send("change-request", plans.requestChanges(document))}
          />
        )}
        {asking === "dispute" && (
          <DisputeDialog
            agreement={agreement}
            milestone={milestone}
            onClose={close}
            onReady={(plan) => void send("evidence", plan)}
          />
        )}
        {asking === "releasePart" && (
          <PartDialog
            agreement={agreement}
            milestone={milestone}
            onClose={close}
            onReady={(amount) => {
              close();
              void transact(plans.releasePart(amount));
            }}
          />
        )}
        {asking === "settle" && <SettleDialog agreement={agreement} milestone={milestone} onClose={close} />}
      </Suspense>
    </div>
  );
};
